using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>All that is known while one plan is written: the two sides, the decisions, and the plan as it grows.</summary>
internal sealed class ReconcileContext
{
    private readonly Dictionary<string, ContainerFate> _fates = new(StringComparer.Ordinal);

    public ReconcileContext(Selection selection, ObservedState observed, ReconcileOptions options, DependencyGraph graph, PlanBuilder plan, Dictionary<string, ServiceDecision> decisions)
    {
        Project = selection.Project;
        Frozen = selection.Frozen;
        Observed = observed;
        Options = options;
        Graph = graph;
        Plan = plan;
        Networks = new NetworkChoice(Project, observed);
        Decisions = decisions;
        foreach (ServiceDecision decision in Decisions.Values.Where(decision => !IsFrozen(decision)))
        {
            foreach (Replica replica in decision.Replicas.Where(replica => !replica.IsNew))
            {
                _fates.Add(replica.Current!.Id, replica.IsKept ? ContainerFate.Kept : ContainerFate.Replaced);
            }

            foreach ((ObservedContainer container, _) in decision.Surplus)
            {
                _fates.Add(container.Id, ContainerFate.Removed);
            }
        }

        Orphans = [.. observed.Containers.Where(container => IsOrphan(container, Project, options))];
        foreach (ObservedContainer orphan in options.RemoveOrphans ? Orphans : [])
        {
            _fates.Add(orphan.Id, ContainerFate.Removed);
        }

        ContainersByNetwork = observed.Containers.Concat(observed.ForeignContainers)
            .SelectMany(container => container.Endpoints.Keys, (container, network) => (network, container))
            .ToLookup(entry => entry.network, entry => entry.container, StringComparer.Ordinal);
    }

    public ComposeProject Project { get; }

    public ObservedState Observed { get; }

    public ReconcileOptions Options { get; }

    public DependencyGraph Graph { get; }

    /// <summary>The engine's networks by name.</summary>
    public NetworkChoice Networks { get; }

    public PlanBuilder Plan { get; }

    public Dictionary<string, ServiceDecision> Decisions { get; }

    /// <summary>The services that others depend on and that are left as they are.</summary>
    public ImmutableHashSet<string> Frozen { get; }

    /// <summary>Whether only some services are brought up, so that what others use is no matter of this plan.</summary>
    public bool LeavesOthers => !Options.Services.IsEmpty && Project.Services.Values.Any(service => service.Scale > 0 && !Frozen.Contains(service.Name));

    /// <summary>Containers of services that the project does not know; those made with <c>run</c> too where they are to go.</summary>
    public ImmutableArray<ObservedContainer> Orphans { get; }

    /// <summary>Containers by the name of a network that they are plugged into, running or not, the project's own and foreign ones.</summary>
    public ILookup<string, ObservedContainer> ContainersByNetwork { get; }

    /// <summary>What becomes of an observed container.</summary>
    public ContainerFate FateOf(ObservedContainer container) => _fates.GetValueOrDefault(container.Id, ContainerFate.LeftAlone);

    /// <summary>Whether the service is left as it is.</summary>
    public bool IsFrozen(ServiceDecision decision) => Frozen.Contains(decision.Service.Name);

    /// <summary>Whether the engine's thing carries our project's label.</summary>
    public bool IsOurs(ImmutableSortedDictionary<string, string> labels) =>
        labels.GetValueOrDefault(Labels.Project) == Project.Name;

    /// <summary>Whether the container belongs to no service of the project, not even to one that takes no part now; those of <c>run</c> only where they are to go.</summary>
    public static bool IsOrphan(ObservedContainer container, ComposeProject project, ReconcileOptions options) => container.OneOff
        ? options.RemoveOneOffs && (options.Services.IsEmpty || !project.DisabledServices.ContainsKey(container.Service))
        : !project.DisabledServices.ContainsKey(container.Service) && !project.Services.ContainsKey(container.Service);
}
