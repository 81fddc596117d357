using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The part of a project that a plan is about.</summary>
/// <param name="Project">The project with only the services that are meant, those they depend on, and what all these use. All others are disabled.</param>
/// <param name="Frozen">Of those that they depend on, the ones that are left as they are. Their scale is how many containers they have.</param>
internal sealed record Selection(ComposeProject Project, ImmutableHashSet<string> Frozen)
{
    public static Selection Of(ComposeProject project, ObservedState observed, ReconcileOptions options, PlanBuilder plan)
    {
        if (options.Services.IsEmpty)
        {
            return new Selection(project, []);
        }

        foreach (string problem in ServiceNames.NotEnabled(project, options.Services))
        {
            plan.Error(DiagnosticCodes.NoSuchService, problem);
        }

        HashSet<string> needed = DependencyGraph.From(project).WithDependencies(options.Services.Where(project.Services.ContainsKey));
        ImmutableHashSet<string> frozen = options.WithoutDependencies ? [.. needed.Except(options.Services)] : [];
        ImmutableSortedDictionary<string, ServiceDefinition> services = project.Services
            .Where(entry => needed.Contains(entry.Key))
            .ToImmutableSortedDictionary(entry => entry.Key, entry => frozen.Contains(entry.Key) ? AsItIs(entry.Value, project, observed) : entry.Value, StringComparer.Ordinal);
        ServiceDefinition[] planned = [.. services.Values.Where(service => !frozen.Contains(service.Name))];
        HashSet<string?> volumes = [.. planned.SelectMany(service => service.Mounts.OfType<VolumeMount>()).Select(mount => mount.Source)];
        return new Selection(
            project with
            {
                Services = services,
                DisabledServices = project.DisabledServices.AddRange(project.Services.Where(entry => !needed.Contains(entry.Key))),
                Networks = project.Networks.RemoveRange(project.Networks.Keys.Except(planned.SelectMany(service => service.Networks.Keys))),
                Volumes = project.Volumes.RemoveRange(project.Volumes.Keys.Where(key => !volumes.Contains(key))),
            },
            frozen);
    }

    /// <summary>The containers that stand for replicas of a service, one for each number.</summary>
    public static IEnumerable<ObservedContainer> ContainersOf(ServiceDefinition service, ObservedState observed) => observed.Containers
        .Where(container => container is { OneOff: false, Number: > 0 } && container.Service == service.Name)
        .OrderBy(container => container.Number).ThenBy(container => container.IsActive ? 0 : 1)
        .DistinctBy(container => container.Number);

    // Nothing of it is compared, so nothing that it refers to has to be there.
    private static ServiceDefinition AsItIs(ServiceDefinition service, ComposeProject project, ObservedState observed) => new()
    {
        Name = service.Name,
        Image = ImageNames.Of(project, service),
        ContainerName = service.ContainerName,
        NetworkMode = new NetworkMode.None(),
        PreStop = service.PreStop,
        Scale = ContainersOf(service, observed).Count(),
    };
}
