namespace Compose.Net.Execution;

/// <summary>The streams of a container's main process, held since before it was started. Dispose it to let go.</summary>
internal interface IProcessAttachment : IDisposable
{
    /// <summary>The engine's id of the container.</summary>
    string ContainerId { get; }

    /// <summary>Carries what the process reads and writes, and returns its exit code when it has ended.</summary>
    /// <exception cref="ComposeEngineException">The connection broke.</exception>
    Task<int> RunAsync(CancellationToken cancellationToken);
}
