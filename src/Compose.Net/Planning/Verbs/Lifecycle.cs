using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// Plans for containers that are there already: none is made, and none is changed to what a file says by now. Pure: no engine, clock, file
/// or log; the same input gives the same plan. Thread-safe.
/// </summary>
/// <remarks>
/// A service that the project does not have is an error of the plan. Naming a service that no active profile enables enables it. What is
/// already as asked for gets no step, so a plan made twice is empty the second time.
/// </remarks>
public static class Lifecycle
{
    /// <summary>
    /// Starts containers that do not run, dependencies first and each condition of <c>depends_on</c> met; paused ones go on. A container
    /// whose end others wait for is left alone where it ended well, unless its service is named. One that shares a namespace of another which
    /// starts is started again after it.
    /// </summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Start(ComposeProject project, ObservedState observed, StartOptions? options = null)
    {
        options ??= new StartOptions();
        return Write(project, observed, options.Services, new ReconcileOptions { Wait = options.Wait, WaitTimeout = options.WaitTimeout }, scope => scope.WithDependencies().WithSharers(), planner => planner.Start([.. options.Services], options.Wait));
    }

    /// <summary>Stops containers that have a process, dependents first. They stay, and can be started again.</summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Stop(ComposeProject project, ObservedState observed, StopOptions? options = null)
    {
        options ??= new StopOptions();
        return Write(project, observed, options.Services, new ReconcileOptions { StopTimeout = options.Timeout }, scope => scope, planner => planner.Stop());
    }

    /// <summary>
    /// Stops containers, dependents first, and starts all of them again, dependencies first and each condition of <c>depends_on</c> among
    /// them met. Containers that did not run are started too.
    /// </summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Restart(ComposeProject project, ObservedState observed, RestartOptions? options = null)
    {
        options ??= new RestartOptions();
        return Write(
            project,
            observed,
            options.Services,
            new ReconcileOptions { StopTimeout = options.Timeout },
            scope => options.WithDependents ? scope.WithRestartedDependents() : scope,
            planner => planner.Restart());
    }

    /// <summary>Removes containers that have no process, dependents first. Networks and volumes stay.</summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Remove(ComposeProject project, ObservedState observed, RemoveOptions? options = null)
    {
        options ??= new RemoveOptions();
        return Write(
            project,
            observed,
            options.Services,
            new ReconcileOptions { RemoveVolumes = options.RemoveAnonymousVolumes },
            scope => scope,
            planner => planner.Remove(options.Stop));
    }

    /// <summary>Sends a signal to containers that have a process, dependents first; to those made by <c>run</c> too. A signal that is unknown is an error of the plan.</summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Kill(ComposeProject project, ObservedState observed, KillOptions? options = null)
    {
        options ??= new KillOptions();
        return Write(project, observed, options.Services, new ReconcileOptions(), scope => scope, planner => planner.Kill(options.Signal, options.RemoveOrphans));
    }

    /// <summary>Freezes the processes of containers that run, dependents first.</summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Pause(ComposeProject project, ObservedState observed, PauseOptions? options = null) =>
        Write(project, observed, options?.Services ?? [], new ReconcileOptions(), scope => scope, planner => planner.Pause());

    /// <summary>Lets the processes of paused containers go on, dependencies first.</summary>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Unpause(ComposeProject project, ObservedState observed, PauseOptions? options = null) =>
        Write(project, observed, options?.Services ?? [], new ReconcileOptions(), scope => scope, planner => planner.Unpause());

    private static Plan Write(
        ComposeProject project,
        ObservedState observed,
        ImmutableArray<string> services,
        ReconcileOptions options,
        Func<LifecycleScope, LifecycleScope> widen,
        Action<LifecyclePlanner> write)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(observed);
        if (project.Name != observed.Project)
        {
            throw new ArgumentException($"The snapshot is of project \"{observed.Project}\", not of \"{project.Name}\".", nameof(observed));
        }

        var plan = new PlanBuilder(project.Places);
        CopyCheck.Check(project, observed, plan);
        var scope = LifecycleScope.Of(project, services, plan);
        if (!plan.HasErrors)
        {
            write(new LifecyclePlanner(widen(scope), observed, options, plan));
        }

        // Not to be confirmed by another reconciliation, for it was made by none.
        return plan.Build(project, options) with { Origin = null };
    }
}
