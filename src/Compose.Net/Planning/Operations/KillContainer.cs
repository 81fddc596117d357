namespace Compose.Net.Planning;

/// <summary>Sends a container's process a signal.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Id">The observed container's id.</param>
/// <param name="Signal">The signal, for example <c>SIGHUP</c>.</param>
public sealed record KillContainer(string Name, string Id, string Signal) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
