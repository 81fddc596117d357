using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Planning;

/// <summary>Compares what is wanted with what is. Pure: no engine, clock, file or log; the same input gives the same plan. Thread-safe.</summary>
public static class Reconciler
{
    /// <summary>Returns the plan that brings the engine from <paramref name="observed"/> to <paramref name="desired"/>.</summary>
    /// <remarks>Taking a project down is the same with nothing desired: every service at scale 0, no network, no volume.</remarks>
    /// <exception cref="ArgumentException">The snapshot was made for another project.</exception>
    public static Plan Reconcile(ComposeProject desired, ObservedState observed, ReconcileOptions? options = null)
    {
        options ??= new ReconcileOptions();
        if (Prepare(desired, observed, options, out PlanBuilder builder) is not ({ } context, { } decider))
        {
            return builder.Build(desired, options);
        }

        var planners = new Planners(context);
        planners.Services.RemoveUnwanted();
        planners.Images.Renew();
        planners.Volumes.Create();
        planners.Networks.Prepare();
        planners.Services.BringUp();
        if (!context.LeavesOthers)
        {
            planners.Networks.RemoveObsolete();
        }

        planners.Volumes.RemoveObsolete();
        planners.Images.RemoveObsolete();
        planners.CheckOthers();
        NetworkChangeCheck.Check(context, decider.ReplacedForNetworks);
        return builder.Build(desired, options);
    }

    /// <summary>
    /// Returns the plan that renews the images which the engine has and the pull policies want anew. What they turn out to be decides
    /// about containers, so it is carried out before the plan for all the rest is made.
    /// </summary>
    internal static Plan RenewImages(ComposeProject desired, ObservedState observed, ReconcileOptions? options)
    {
        if (Prepare(desired, observed, options ?? new ReconcileOptions(), out PlanBuilder builder) is ({ } context, _))
        {
            new ImagePlanner(context, new ContainerSteps(context)).Renew();
        }

        // Warnings come again with the second plan.
        Plan plan = builder.Build(desired);
        return plan.HasErrors ? plan : plan with { Diagnostics = [] };
    }

    /// <summary>Returns the project with nothing desired: no container, network or volume. Its services stay known, so that their containers are no orphans.</summary>
    internal static ComposeProject Emptied(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project with
        {
            Services = Ordinal.Map<ServiceDefinition>().AddRange(project.Services.Select(entry => KeyValuePair.Create(entry.Key, entry.Value with { Scale = 0 }))),
            Networks = Ordinal.Map<NetworkDefinition>().AddRange(project.Networks.Where(entry => entry.Value.External)),
            Volumes = Ordinal.Map<VolumeDefinition>().AddRange(project.Volumes.Where(entry => entry.Value.External)),
        };
    }

    /// <summary>Chooses what the plan is about, places its networks and decides about its containers; null where there are errors.</summary>
    private static (ReconcileContext Context, ServiceDecider Decider)? Prepare(ComposeProject desired, ObservedState observed, ReconcileOptions options, out PlanBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        if (desired.Name != observed.Project)
        {
            throw new ArgumentException($"The snapshot is of project \"{observed.Project}\", not of \"{desired.Name}\".", nameof(observed));
        }

        builder = new PlanBuilder(desired.Places);
        Selection selection = Selection.Of(desired, observed, options, builder);
        DependencyGraph graph = DependencyGraph.From(selection.Project);
        ProjectCheck.Check(selection.Project, observed, options, graph, builder);
        if (builder.HasErrors)
        {
            return null;
        }

        // What services use that are left out counts too: they find their addresses free when their turn comes.
        ComposeProject placed = AddressPlanner.Place(desired, observed, options.Addresses, builder, keepsNetworks: options.Recreation == Recreation.Never);
        if (builder.HasErrors)
        {
            return null;
        }

        selection = Selection.Of(placed, observed, options, builder);
        var decider = new ServiceDecider(selection.Project, selection.Frozen, observed, options);
        return (new ReconcileContext(selection, observed, options, graph, builder, decider.Decide(graph)), decider);
    }
}
