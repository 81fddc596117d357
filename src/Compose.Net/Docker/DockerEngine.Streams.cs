using System.Collections.Immutable;
using Compose.Net.Docker.Streams;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;

namespace Compose.Net.Docker;

/// <content>The port to streams.</content>
internal sealed partial class DockerEngine
{
    private ContainerList List => field ??= new ContainerList(_client);

    private LogCalls Logs => field ??= new LogCalls(_client, _http, _calls, _time);

    private EventCalls Events => field ??= new EventCalls(_http, _calls, _time);

    private ArchiveCalls Archives => field ??= new ArchiveCalls(_http, _calls);

    private AttachCalls Attachments => field ??= new AttachCalls(_transport.Endpoint, Description.ApiVersion, _http, _calls, _time);

    private StatsCalls Stats => field ??= new StatsCalls(_http);

    public Task<ImmutableArray<ProjectContainer>> ListContainersAsync(string project, CancellationToken cancellationToken) =>
        _calls.AskAsync($"The containers of project \"{project}\" could not be listed", token => Patience.AskAsync(again => List.ReadAsync(project, again), _time, token), cancellationToken);

    public Task<bool> IsAliveAsync(ProjectContainer container, CancellationToken cancellationToken) =>
        _calls.AskAsync($"Container \"{container.Name}\" could not be looked at", token => Patience.AskAsync(again => List.IsAliveAsync(container, again), _time, token), cancellationToken);

    public Task<long> ReadClockAsync(CancellationToken cancellationToken) => Events.ReadClockAsync(cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogAsync(ProjectContainer container, LogRange range, CancellationToken cancellationToken) =>
        _calls.FollowAsync(token => Logs.ReadAsync(container, range, token), cancellationToken);

    public IAsyncEnumerable<ContainerEvent> ReadEventsAsync(string project, long since, long until, CancellationToken cancellationToken) =>
        _calls.FollowAsync(token => Events.ReadAsync(project, since, until, token), cancellationToken);

    public Task<int> ExecAsync(ProjectContainer container, ImmutableArray<string> command, ExecOptions options, CancellationToken cancellationToken) =>
        _commands.RunAsync(container, command, options, cancellationToken);

    public Task<IProcessAttachment> AttachAsync(string container, ProcessStreams streams, bool untilRemoved, CancellationToken cancellationToken) =>
        Attachments.AttachAsync(container, streams, untilRemoved, cancellationToken);

    public Task RemoveContainerAsync(string container, CancellationToken cancellationToken) =>
        _calls.RunAsync($"Container \"{container}\" could not be removed", operation: null, token => _containers.ForceRemoveAsync(container, token), cancellationToken);

    public Task<ContainerStats> ReadStatsAsync(ProjectContainer container, CancellationToken cancellationToken) =>
        _calls.AskAsync($"Container \"{container.Name}\" could not be measured", token => Stats.ReadAsync(container, token), cancellationToken);

    public Task<PathStat?> StatAsync(ProjectContainer container, string path, CancellationToken cancellationToken) => Archives.StatAsync(container, path, cancellationToken);

    public Task ReadArchiveAsync(ProjectContainer container, string path, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken) =>
        Archives.ReadAsync(container, path, take, cancellationToken);

    public Task WriteArchiveAsync(ProjectContainer container, string folder, Func<Stream, CancellationToken, Task> write, bool keepOwner, CancellationToken cancellationToken) =>
        Archives.WriteAsync(container, folder, write, keepOwner, cancellationToken);
}
