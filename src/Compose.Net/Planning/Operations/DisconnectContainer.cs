namespace Compose.Net.Planning;

/// <summary>Unplugs a container from a network, also while it runs.</summary>
/// <param name="Container">The container's name.</param>
/// <param name="Network">The network's name.</param>
public sealed record DisconnectContainer(string Container, string Network) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Container;

    /// <summary>Whether it is an error that the container or the network does not exist; within a plan it is as it should be.</summary>
    internal bool MustExist { get; init; }
}
