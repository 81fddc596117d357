using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>What can be read of an engine besides the state that plans are made from.</summary>
internal interface IContainerLists
{
    /// <summary>Returns the containers of a project, or of all projects where none is named, in any state, ordered by name.</summary>
    Task<ImmutableArray<ListedContainer>> ListAsync(string? project, CancellationToken cancellationToken);

    /// <summary>Returns the processes of a container; null where it has none any more.</summary>
    Task<ContainerProcesses?> ReadProcessesAsync(ListedContainer container, CancellationToken cancellationToken);

    /// <summary>Returns the exit code of a container's process when it has ended; at once where it runs no more.</summary>
    Task<int> WaitForExitAsync(string id, CancellationToken cancellationToken);
}
