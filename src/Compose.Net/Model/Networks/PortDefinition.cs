namespace Compose.Net.Model;

/// <summary>One published port.</summary>
public sealed record PortDefinition
{
    /// <summary>The port inside the container, 1 to 65535.</summary>
    public required int Target { get; init; }

    /// <summary>The port on the host, or a range <c>from-to</c> to choose from. Null lets the engine choose.</summary>
    public string? Published { get; init; }

    /// <summary>The host address to listen on. Null listens on all, IPv4 and IPv6.</summary>
    public string? HostIp { get; init; }

    /// <summary><c>tcp</c> (the default), <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary><c>ingress</c> (the default) or <c>host</c>. Without effect on a single engine.</summary>
    public string Mode { get; init; } = "ingress";

    /// <summary>A name for people. Without effect on the engine.</summary>
    public string? Name { get; init; }

    /// <summary>The application's protocol, for people. Without effect on the engine.</summary>
    public string? AppProtocol { get; init; }
}
