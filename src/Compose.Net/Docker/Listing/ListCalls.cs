using System.Collections.Immutable;
using Compose.Net.Docker.Mapping;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Listing;

/// <summary>Lists containers and their processes, and waits for their end.</summary>
internal sealed class ListCalls(DockerClient client)
{
    public async Task<ImmutableArray<ListedContainer>> ListAsync(string? project, CancellationToken cancellationToken)
    {
        string label = project is null ? Labels.Project : $"{Labels.Project}={project}";
        var wire = new Wire.ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [label] = true } },
        };
        IList<Wire.ContainerListResponse> found = await client.Containers.ListContainersAsync(wire, cancellationToken).ConfigureAwait(false);
        IEnumerable<ListedContainer> listed = found.Select(ListedContainerMapper.FromWire);
        return [.. (project is null ? listed : await LookAsync(listed, cancellationToken).ConfigureAwait(false)).OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    public async Task<ContainerProcesses?> ReadProcessesAsync(ListedContainer container, CancellationToken cancellationToken)
    {
        try
        {
            Wire.ContainerProcessesResponse found = await client.Containers.ListProcessesAsync(container.Id, new Wire.ContainerListProcessesParameters(), cancellationToken).ConfigureAwait(false);
            return new ContainerProcesses(container, [.. found.Titles ?? []], [.. (found.Processes ?? []).Select(row => row.ToImmutableArray())]);
        }
        catch (DockerApiException)
        {
            // Engines differ in the status of "does not run"; the container itself knows.
            if (await IsRunningAsync(container.Id, cancellationToken).ConfigureAwait(false))
                throw;
            return null;
        }
    }

    public async Task<int> WaitForExitAsync(string id, CancellationToken cancellationToken) =>
        (int)(await client.Containers.WaitContainerAsync(id, cancellationToken).ConfigureAwait(false)).StatusCode;

    // The list does not tell the health and the exit code but in words.
    private Task<List<ListedContainer>> LookAsync(IEnumerable<ListedContainer> listed, CancellationToken cancellationToken) => Inspection.OfEachAsync(
        listed,
        async (container, token) =>
        {
            Wire.ContainerInspectResponse wire = await client.Containers.InspectContainerAsync(container.Id, token).ConfigureAwait(false);
            return container with { Health = StateWords.ToHealth(wire.State?.Health?.Status), ExitCode = (int)(wire.State?.ExitCode ?? 0) };
        },
        cancellationToken);

    private async Task<bool> IsRunningAsync(string id, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Containers.InspectContainerAsync(id, cancellationToken)).ConfigureAwait(false) is { State: { Running: true, Restarting: false } };
}
