namespace Compose.Net.Planning;

/// <summary>Gives a container another name.</summary>
/// <param name="Name">The container's name at that moment.</param>
/// <param name="NewName">Its name afterwards.</param>
public sealed record RenameContainer(string Name, string NewName) : Operation
{
    /// <inheritdoc/>
    public override string Subject => NewName;
}
