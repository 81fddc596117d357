namespace Compose.Net.Planning;

/// <summary>Starts a container.</summary>
/// <param name="Name">The container's name at that moment.</param>
public sealed record StartContainer(string Name) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
