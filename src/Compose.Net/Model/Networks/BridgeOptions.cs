namespace Compose.Net.Model;

/// <summary>Options of the bridge driver, and what they decide about who reaches whom.</summary>
internal static class BridgeOptions
{
    /// <summary>The option that names the host's interface.</summary>
    public const string Name = Prefix + "name";

    /// <summary>The option that lets its containers talk to each other.</summary>
    public const string Communication = Prefix + "enable_icc";

    /// <summary>The option that hides the containers' addresses behind the host's on their way out.</summary>
    public const string Masquerade = Prefix + "enable_ip_masquerade";

    /// <summary>The option that leaves the interface without an IPv4 address.</summary>
    public const string WithoutIpv4 = Prefix + "inhibit_ipv4";

    /// <summary>The option that names the host's address of published ports that name none.</summary>
    public const string HostBinding = Prefix + "host_binding_ipv4";

    private const string Prefix = "com.docker.network.bridge.";
    private const string GatewayMode = Prefix + "gateway_mode_";
    private const string Isolated = "isolated";

    /// <summary>Whether an option takes the host off a network.</summary>
    public static bool IsIsolation(string option, string value) => option.StartsWith(GatewayMode, StringComparison.Ordinal) && value == Isolated;

    /// <summary>Its containers reach the outside, but not each other.</summary>
    public static bool IsSilent(this NetworkDefinition network) =>
        network.IsBridge() && network.DriverOptions.GetValueOrDefault(Communication) is "false" or "False" or "FALSE" or "f" or "F" or "0";

    /// <summary>
    /// Published ports are open at the container's own address, for whoever has a way out, whatever address of the host they are bound to.
    /// From engine 27 on; seen on 28.5. Engines before it know no such mode.
    /// </summary>
    public static bool IsRouted(this NetworkDefinition network) => network.IsRouted(ipv6: false) || network.IsRouted(ipv6: true);

    /// <inheritdoc cref="IsRouted(NetworkDefinition)"/>
    public static bool IsRouted(this NetworkDefinition network, bool ipv6) => network.HasGatewayMode(ipv6, "routed");

    /// <summary>The host has no address of the family on it. From engine 28 on.</summary>
    public static bool IsWithoutHost(this NetworkDefinition network, bool ipv6) => network.HasGatewayMode(ipv6, Isolated);

    /// <summary>The host has no address on it at all.</summary>
    public static bool IsWithoutHost(this NetworkDefinition network) =>
        network.IsWithoutHost(ipv6: false) && (network.EnableIpv6 != true || network.IsWithoutHost(ipv6: true));

    /// <summary>The host's address on which ports are published that name none; null for all addresses. With IPv6, those of that family stay open on all.</summary>
    public static string? DefaultBinding(this NetworkDefinition network) =>
        network.IsBridge() && network.EnableIpv6 != true && network.DriverOptions.GetValueOrDefault(HostBinding) is var address and not "0.0.0.0" ? address : null;

    public static bool IsBridge(this NetworkDefinition network) => network.Driver is null or "bridge";

    /// <summary>
    /// Whether a container on it reaches the host, and can have ports published there. Engines publish none on macvlan and ipvlan, and keep the host off
    /// them; containers of an overlay go over a bridge of their own, docker_gwbridge. Seen so on 20.10 and 28.5. What a plugin does is not known.
    /// </summary>
    public static bool LeadsToHost(this NetworkDefinition network) => !network.Internal && !network.IsOnParent();

    /// <summary>Whether the host and its containers reach each other: over the bridge itself, or over the one that an overlay's containers have beside it.</summary>
    public static bool IsSharedWithHost(this NetworkDefinition network) =>
        network.IsBridge() ? !network.IsWithoutHost() : network.LeadsToHost();

    private static bool IsOnParent(this NetworkDefinition network) => network.Driver is "macvlan" or "ipvlan";

    private static bool HasGatewayMode(this NetworkDefinition network, bool ipv6, string mode) =>
        network.IsBridge() && network.DriverOptions.GetValueOrDefault($"{GatewayMode}{(ipv6 ? "ipv6" : "ipv4")}") == mode;
}
