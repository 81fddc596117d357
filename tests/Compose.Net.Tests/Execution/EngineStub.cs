using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Tests.Execution;

/// <summary>An engine of one's own that has no networks and whose containers cannot be entered. A test's engine overrides what it knows; what it does not know fails.</summary>
internal abstract class EngineStub : IEngine
{
    public virtual EngineDescription Description => throw Unknown();

    public EngineCapabilities Capabilities { get; init; } = new();

    // Nobody else can reach it, so that there is no lock.
    public virtual Task<string?> ReadIdentityAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public virtual Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ImmutableSortedDictionary<string, ObservedImage>> ReadImagesAsync(ImmutableArray<string> references, CancellationToken cancellationToken) =>
        Task.FromResult(references.ToImmutableSortedDictionary(reference => reference, reference => new ObservedImage(reference), StringComparer.Ordinal));

    public virtual Task ExecuteAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<CommandResult> RunInContainerAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<INetworkNamespace?> EnterNetworkAsync(string container, CancellationToken cancellationToken) => Task.FromResult<INetworkNamespace?>(null);

    public virtual Task<ImmutableArray<ObservedNetwork>> ListNetworksAsync(bool onlyUnused, CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<ObservedNetwork>.Empty);

    public virtual Task<ObservedNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) => Task.FromResult<ObservedNetwork?>(null);

    public virtual Task<string> ReadNetworkJsonAsync(string id, bool verbose, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ImmutableArray<string>> PruneNetworksAsync(NetworkPruneFilter filter, CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<string>.Empty);

    public virtual Task<ImmutableArray<ListedContainer>> ListAsync(string? project, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ContainerProcesses?> ReadProcessesAsync(ListedContainer container, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<int> WaitForExitAsync(string id, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ImmutableArray<ProjectContainer>> ListContainersAsync(string project, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<bool> IsAliveAsync(ProjectContainer container, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<long> ReadClockAsync(CancellationToken cancellationToken) => throw Unknown();

    public virtual IAsyncEnumerable<LogLine> ReadLogAsync(ProjectContainer container, LogRange range, CancellationToken cancellationToken) => throw Unknown();

    public virtual IAsyncEnumerable<ContainerEvent> ReadEventsAsync(string project, long since, long until, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<int> ExecAsync(ProjectContainer container, ImmutableArray<string> command, ExecOptions options, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<IProcessAttachment> AttachAsync(string container, ProcessStreams streams, bool untilRemoved, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task RemoveContainerAsync(string container, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<ContainerStats> ReadStatsAsync(ProjectContainer container, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task<PathStat?> StatAsync(ProjectContainer container, string path, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task ReadArchiveAsync(ProjectContainer container, string path, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken) => throw Unknown();

    public virtual Task WriteArchiveAsync(ProjectContainer container, string folder, Func<Stream, CancellationToken, Task> write, bool keepOwner, CancellationToken cancellationToken) => throw Unknown();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private NotSupportedException Unknown() => new($"{GetType().Name} does not know how.");
}
