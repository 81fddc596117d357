namespace Compose.Net.Planning;

/// <summary>Freezes a container's process.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Id">The observed container's id.</param>
public sealed record PauseContainer(string Name, string Id) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
