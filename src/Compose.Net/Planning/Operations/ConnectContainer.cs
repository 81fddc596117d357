namespace Compose.Net.Planning;

/// <summary>Plugs a container into a network, also while it runs.</summary>
/// <param name="Container">The container's name at that moment.</param>
/// <param name="Endpoint">The network and all settings of the endpoint.</param>
public sealed record ConnectContainer(string Container, ContainerEndpoint Endpoint) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Container;
}
