using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

public sealed partial class ComposeClient
{
    /// <summary>Plans and applies: starts containers that do not run, as <see cref="Lifecycle.Start"/> says.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> StartAsync(ComposeProject project, StartOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Start(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: stops containers, as <see cref="Lifecycle.Stop"/> says. They stay, and can be started again.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> StopAsync(ComposeProject project, StopOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Stop(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: stops containers and starts them again, as <see cref="Lifecycle.Restart"/> says.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> RestartAsync(ComposeProject project, RestartOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Restart(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: removes containers that do not run, as <see cref="Lifecycle.Remove"/> says. Networks and volumes stay.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> RemoveAsync(ComposeProject project, RemoveOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Remove(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: sends containers a signal, as <see cref="Lifecycle.Kill"/> says.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> KillAsync(ComposeProject project, KillOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Kill(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: freezes containers, as <see cref="Lifecycle.Pause"/> says.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> PauseAsync(ComposeProject project, PauseOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Pause(project, observed, options), progress, cancellationToken);

    /// <summary>Plans and applies: lets paused containers go on, as <see cref="Lifecycle.Unpause"/> says.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public Task<Plan> UnpauseAsync(ComposeProject project, PauseOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(project, observed => Lifecycle.Unpause(project, observed, options), progress, cancellationToken);

    private Task<Plan> RunAsync(ComposeProject project, Func<ObservedState, Plan> planOf, IProgress<ComposeEvent>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        return ChangeAsync(project.Name, progress, async token => planOf(await ObserveAsync(project, token).ConfigureAwait(false)), cancellationToken);
    }
}
