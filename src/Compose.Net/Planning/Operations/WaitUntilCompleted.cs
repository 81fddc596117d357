namespace Compose.Net.Planning;

/// <summary>Waits until a container's process ended; fails when its exit code is not 0.</summary>
/// <param name="Name">The container's name.</param>
public sealed record WaitUntilCompleted(string Name) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;

    /// <summary>How long it may take; then it fails. Null waits without end.</summary>
    public TimeSpan? Within { get; init; }
}
