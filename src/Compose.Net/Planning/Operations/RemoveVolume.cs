namespace Compose.Net.Planning;

/// <summary>Removes a volume and all it holds.</summary>
/// <param name="Name">The volume's name.</param>
public sealed record RemoveVolume(string Name) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
