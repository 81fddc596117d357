namespace Compose.Net.Planning;

/// <summary>Asks a container's process to end, and kills it when it does not within its grace period.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Id">The observed container's id.</param>
/// <param name="GracePeriod">How long to wait; null leaves the container's own.</param>
public sealed record StopContainer(string Name, string Id, TimeSpan? GracePeriod) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
