namespace Compose.Net.Model;

/// <summary>Options of drivers for one endpoint.</summary>
internal static class EndpointOptions
{
    /// <summary>The option that names the interface inside the container.</summary>
    public const string InterfaceName = "com.docker.network.endpoint.ifname";
}
