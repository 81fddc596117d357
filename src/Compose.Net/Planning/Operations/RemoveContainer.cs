namespace Compose.Net.Planning;

/// <summary>Removes a stopped container.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Id">The observed container's id; the name of one that the plan made.</param>
/// <param name="RemoveAnonymousVolumes">Whether its anonymous volumes go with it.</param>
public sealed record RemoveContainer(string Name, string Id, bool RemoveAnonymousVolumes) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
