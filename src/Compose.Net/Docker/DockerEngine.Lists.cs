using System.Collections.Immutable;
using Compose.Net.Execution;

namespace Compose.Net.Docker;

/// <content>The port to lists.</content>
internal sealed partial class DockerEngine
{
    public Task<ImmutableArray<ListedContainer>> ListAsync(string? project, CancellationToken cancellationToken) =>
        _calls.AskAsync("The containers could not be listed", token => _lists.ListAsync(project, token), cancellationToken);

    public Task<ContainerProcesses?> ReadProcessesAsync(ListedContainer container, CancellationToken cancellationToken) =>
        _calls.AskAsync($"The processes of container \"{container.Name}\" could not be read", token => _lists.ReadProcessesAsync(container, token), cancellationToken);

    public Task<int> WaitForExitAsync(string id, CancellationToken cancellationToken) =>
        _calls.RunAsync($"Container \"{id}\" could not be waited for", operation: null, token => _lists.WaitForExitAsync(id, token), cancellationToken);
}
