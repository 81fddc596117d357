namespace Compose.Net.Planning;

/// <summary>Lets a frozen container's process go on.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Id">The observed container's id.</param>
public sealed record UnpauseContainer(string Name, string Id) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
