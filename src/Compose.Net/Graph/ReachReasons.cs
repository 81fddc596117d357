using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Says in sentences why one service reaches another, or why not.</summary>
internal static class ReachReasons
{
    public const string WithoutNames = "Both are on the engine's own bridge, which knows addresses and no names.";

    public static IEnumerable<string> NoContainers(ServiceDefinition caller, ServiceDefinition called) =>
        new[] { caller, called }.Where(service => service.Scale == 0).Select(service => $"Service \"{service.Name}\" runs no container: its scale is 0.").Distinct(StringComparer.Ordinal);

    public static string Common(string network, ServiceDefinition called, IEnumerable<string> names) =>
        $"Both are on network \"{network}\", where {called.Name} answers to {string.Join(", ", names)}.";

    public static string Namespace(ServiceDefinition owner) => owner.NetworkMode switch
    {
        NetworkMode.Host => "Both share the host's network namespace, so each finds the other at 127.0.0.1.",
        NetworkMode.Container shared => $"Both share the network namespace of container \"{shared.Name}\", so each finds the other at 127.0.0.1.",
        _ => $"Both share the network namespace of \"{owner.Name}\", so each finds the other at 127.0.0.1.",
    };

    public static string AcrossHost(ServiceDefinition caller, ServiceDefinition called, bool onlyOverOverlay) => (caller.NetworkMode, onlyOverOverlay) switch
    {
        (NetworkMode.Host, false) => $"\"{caller.Name}\" shares the host's network, and the host has an address on every bridge; by address only, it knows no names.",
        (NetworkMode.Host, true) => $"\"{caller.Name}\" shares the host's network, and containers of an overlay are on the host's bridge \"docker_gwbridge\" too; at their address there only, by no name.",
        (_, false) => $"\"{called.Name}\" shares the host's network, which is reached at the gateway's address; by address only, it has no name.",
        (_, true) => $"\"{called.Name}\" shares the host's network, and containers of an overlay reach it at the gateway's address on \"docker_gwbridge\"; by address only, it has no name.",
    };

    public static string WithoutHost(ServiceDefinition service, IEnumerable<string> networks) =>
        $"\"{service.Name}\" is on {string.Join(", ", networks)} only, where the host itself has no address.";

    public static string Silent(string network) =>
        $"Both are on network \"{network}\", but its driver option {BridgeOptions.Communication} is false, so its containers do not talk to each other.";

    public static string NothingInCommon(ServiceDefinition caller, ServiceDefinition called) =>
        $"They have no network in common: {Place(caller)}; {Place(called)}.";

    public static string ThroughHost(PortDefinition port, ServiceDefinition called) => string.Create(
        CultureInfo.InvariantCulture,
        $"Port {port.Target}/{port.Protocol} of {called.Name} is published on the host{At(port)}, and whoever reaches the host reaches it there.");

    public static string ThroughProxy(PortDefinition port, ServiceDefinition called) => string.Create(
        CultureInfo.InvariantCulture,
        $"Port {port.Target}/{port.Protocol} of {called.Name} is published on the host{At(port)}, and may be reached at the host's IPv6 address on an internal network: engine 20.10 answers there, 28.5 only where {called.Name} has no IPv6 address.");

    public static string Routed(PortDefinition port, ServiceDefinition called, string network) => string.Create(
        CultureInfo.InvariantCulture,
        $"Port {port.Target}/{port.Protocol} of {called.Name} is published, and network \"{network}\" has the gateway mode \"routed\": it is open at {called.Name}'s own address to whoever has a way out, whatever address of the host is named.");

    private static string At(PortDefinition port) => (port.HostIp, port.Published) switch
    {
        (null, null) => " at a port of the engine's choice",
        (null, var published) => $" as port {published}",
        (var address, null) => $" on {address}",
        var (address, published) => $" as port {published} of {address}",
    };

    private static string Place(ServiceDefinition service) => service.NetworkMode switch
    {
        NetworkMode.None => $"{service.Name} has none at all",
        NetworkMode.Host => $"{service.Name} shares the host's",
        { NetworkName: NetworkMode.EnginesBridge } => $"{service.Name} is on the engine's own bridge",
        NetworkMode.Container shared => $"{service.Name} shares those of container \"{shared.Name}\"",
        NetworkMode.Engine other => $"{service.Name} is on the engine's network \"{other.Name}\"",
        _ when service.Networks.IsEmpty => $"{service.Name} is on none",
        _ => $"{service.Name} is on {string.Join(", ", service.Networks.Keys)}",
    };
}
