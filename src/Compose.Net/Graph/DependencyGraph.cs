using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Which service waits for which. Dependencies that are not services of the project are left out.</summary>
public sealed class DependencyGraph
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> _dependencies;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> _dependents;

    private DependencyGraph(ImmutableSortedDictionary<string, ImmutableArray<string>> dependencies)
    {
        _dependencies = dependencies;
        _dependents = Reverse(dependencies);
        (StartOrder, Cycle) = Sort(dependencies);
    }

    /// <summary>The services so that each stands behind all it depends on; equals in the order of their names. Empty where there is a <see cref="Cycle"/>.</summary>
    public ImmutableArray<string> StartOrder { get; }

    /// <summary>A cycle as a path, for example <c>a, b, a</c>; empty where there is none.</summary>
    public ImmutableArray<string> Cycle { get; }

    /// <summary>Builds the graph from <c>depends_on</c>, <c>network_mode: service:</c>, <c>volumes_from</c> and <c>links</c>.</summary>
    public static DependencyGraph From(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new DependencyGraph(project.Services.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => Targets(entry.Value).Where(project.Services.ContainsKey).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal));
    }

    /// <summary>The services that a service waits for, by name.</summary>
    public ImmutableArray<string> DependenciesOf(string service) => _dependencies.GetValueOrDefault(service, []);

    /// <summary>The services that wait for a service, by name.</summary>
    public ImmutableArray<string> DependentsOf(string service) => _dependents.GetValueOrDefault(service, []);

    /// <summary>The services, and all that must be there before them.</summary>
    internal HashSet<string> WithDependencies(IEnumerable<string> services) => Closure.Of(services, service => DependenciesOf(service));

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Reverse(
        ImmutableSortedDictionary<string, ImmutableArray<string>> dependencies) =>
        dependencies
            .SelectMany(entry => entry.Value, (entry, target) => (Target: target, Service: entry.Key))
            .GroupBy(edge => edge.Target, edge => edge.Service, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    private static IEnumerable<string> Targets(ServiceDefinition service) =>
    [
        .. service.DependsOn.Keys,
        .. service.NamespaceOwners,
        .. service.VolumesFrom.OfType<VolumesFrom.Service>().Select(source => source.Name),
        .. service.Links.Select(link => link.Target),
    ];

    // Depth first with a work list of our own: the depth is the user's. Each service is visited once.
    private static (ImmutableArray<string> Order, ImmutableArray<string> Cycle) Sort(
        ImmutableSortedDictionary<string, ImmutableArray<string>> dependencies)
    {
        ImmutableArray<string>.Builder order = ImmutableArray.CreateBuilder<string>(dependencies.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<(string Service, int Next)>();

        foreach (string root in dependencies.Keys)
        {
            if (done.Contains(root))
            {
                continue;
            }

            path.Add((root, 0));
            onPath.Add(root);
            while (path.Count > 0)
            {
                (string service, int next) = path[^1];
                ImmutableArray<string> targets = dependencies[service];
                if (next == targets.Length)
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(service);
                    done.Add(service);
                    order.Add(service);
                    continue;
                }

                path[^1] = (service, next + 1);
                string target = targets[next];
                if (onPath.Contains(target))
                {
                    int start = path.FindIndex(entry => entry.Service == target);
                    return ([], [.. path.Skip(start).Select(entry => entry.Service), target]);
                }

                if (!done.Contains(target))
                {
                    path.Add((target, 0));
                    onPath.Add(target);
                }
            }
        }

        return (order.ToImmutable(), []);
    }
}
