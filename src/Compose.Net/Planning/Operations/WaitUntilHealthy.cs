namespace Compose.Net.Planning;

/// <summary>Waits until a container's health check succeeds; fails when the container is unhealthy, ended, or has no health check.</summary>
/// <param name="Name">The container's name.</param>
public sealed record WaitUntilHealthy(string Name) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;

    /// <summary>How long it may take; then it fails. Null waits without end.</summary>
    public TimeSpan? Within { get; init; }
}
