using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Docker.Mapping;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Streams;

/// <summary>Finds a project's containers by their labels, with one call.</summary>
internal sealed class ContainerList(DockerClient client)
{
    public async Task<ImmutableArray<ProjectContainer>> ReadAsync(string project, CancellationToken cancellationToken)
    {
        var filter = new Wire.ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"{Labels.Project}={project}"] = true } },
        };
        IList<Wire.ContainerListResponse> found = await client.Containers.ListContainersAsync(filter, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(FromWire)
                .OrderBy(container => container.Service, StringComparer.Ordinal)
                .ThenBy(container => container.Number)
                .ThenBy(container => container.Name, StringComparer.Ordinal),
        ];
    }

    public async Task<bool> IsAliveAsync(ProjectContainer container, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Containers.InspectContainerAsync(container.Id, cancellationToken)).ConfigureAwait(false) is { } found
        && IsAlive(found.State?.Status);

    /// <summary>The replica number that labels name; 0 where they name none.</summary>
    public static int NumberOf(IReadOnlyDictionary<string, string> labels) =>
        int.TryParse(labels.GetValueOrDefault(Labels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static ProjectContainer FromWire(Wire.ContainerListResponse wire)
    {
        var labels = Maps.FromWire(wire.Labels);
        return new ProjectContainer(
            wire.ID,
            ObservedContainerMapper.NameOf(wire),
            labels.GetValueOrDefault(Labels.Service, ""),
            NumberOf(labels),
            labels.GetValueOrDefault(Labels.OneOff) == "True",
            IsAlive(wire.State));
    }

    private static bool IsAlive(string? state) => StateWords.ToState(state).IsActive();
}
