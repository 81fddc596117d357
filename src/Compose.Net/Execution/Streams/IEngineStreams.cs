using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>The port to what flows out of containers, and into them. Every sequence ends with an exception where its token is cancelled.</summary>
internal interface IEngineStreams
{
    /// <summary>Returns the project's containers, running or not, in the order of their services and numbers.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<ImmutableArray<ProjectContainer>> ListContainersAsync(string project, CancellationToken cancellationToken);

    /// <summary>Whether a container runs, is paused or is about to be restarted. Unlike the list, it does not lag behind the events.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<bool> IsAliveAsync(ProjectContainer container, CancellationToken cancellationToken);

    /// <summary>Returns a moment by the engine's clock that is not later than now, in nanoseconds since 1970.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<long> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Returns the lines that a container wrote, each once and in order, even where the connection breaks in between.</summary>
    /// <exception cref="ComposeEngineException">The engine refused, cannot be reached, or stays away.</exception>
    IAsyncEnumerable<LogLine> ReadLogAsync(ProjectContainer container, LogRange range, CancellationToken cancellationToken);

    /// <summary>Returns the events of the project's containers, each once and in order, even where the connection breaks in between.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="since">The earliest moment, in nanoseconds since 1970.</param>
    /// <param name="until">The latest moment; 0 waits for more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ComposeEngineException">The engine refused, cannot be reached, or stays away.</exception>
    IAsyncEnumerable<ContainerEvent> ReadEventsAsync(string project, long since, long until, CancellationToken cancellationToken);

    /// <summary>Runs a command inside a running container, and carries what it reads and writes. Returns its exit code.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<int> ExecAsync(ProjectContainer container, ImmutableArray<string> command, ExecOptions options, CancellationToken cancellationToken);

    /// <summary>Takes hold of the streams of a container that is made and not started. Input flows only where there is some.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="streams">Where its streams go.</param>
    /// <param name="untilRemoved">Whether its end is over only when the engine has removed it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<IProcessAttachment> AttachAsync(string container, ProcessStreams streams, bool untilRemoved, CancellationToken cancellationToken);

    /// <summary>Removes a container with its anonymous volumes, running or not. One that is gone is no failure.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task RemoveContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>Measures what a container uses; nothing of one that is gone. Takes a second or two.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<ContainerStats> ReadStatsAsync(ProjectContainer container, CancellationToken cancellationToken);

    /// <summary>Looks at a file or folder inside a container. Null where there is none.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<PathStat?> StatAsync(ProjectContainer container, string path, CancellationToken cancellationToken);

    /// <summary>Reads a file or folder inside a container as an archive.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task ReadArchiveAsync(ProjectContainer container, string path, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken);

    /// <summary>Unpacks an archive into a folder inside a container.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task WriteArchiveAsync(ProjectContainer container, string folder, Func<Stream, CancellationToken, Task> write, bool keepOwner, CancellationToken cancellationToken);
}
