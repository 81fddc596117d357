namespace Compose.Net.Planning;

/// <summary>Removes a network.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Id">The observed network's id.</param>
public sealed record RemoveNetwork(string Name, string Id) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
