namespace Compose.Net.Planning;

/// <summary>What the engine at hand can do, as far as a plan depends on it.</summary>
public sealed record EngineCapabilities
{
    /// <summary>Whether a container can be created with several endpoints at once (API 1.44). Otherwise the plan connects the others before the start.</summary>
    public bool MultipleEndpointsAtCreate { get; init; }

    /// <summary>Whether a health check can have a start interval (API 1.44).</summary>
    public bool HealthcheckStartInterval { get; init; }

    /// <summary>Whether a container can have annotations (API 1.43). Older engines drop them.</summary>
    public bool Annotations { get; init; }

    /// <summary>Whether each endpoint can have a hardware address of its own (API 1.44). Otherwise only the primary one can.</summary>
    public bool EndpointMacAddress { get; init; }

    /// <summary>Whether a hardware address is kept when a container is plugged in later (API 1.54). Otherwise only a new container gets it.</summary>
    public bool MacAddressOnConnect { get; init; }

    /// <summary>Whether a read-only bind mount can say what becomes of mounts below it (API 1.44).</summary>
    public bool RecursiveReadOnly { get; init; }

    /// <summary>Whether a folder of a volume can be mounted in place of all of it (API 1.45).</summary>
    public bool VolumeSubpath { get; init; }

    /// <summary>Whether the files of an image can be mounted (API 1.48).</summary>
    public bool ImageMounts { get; init; }

    /// <summary>Whether an endpoint can say how much its network is wanted as the default gateway (API 1.48).</summary>
    public bool GatewayPriority { get; init; }

    /// <summary>Whether a network can do without IPv4 (API 1.48).</summary>
    public bool NetworkWithoutIpv4 { get; init; }

    /// <summary>Whether the engine has addresses of its own for an IPv6 network that names no subnet (API 1.46).</summary>
    public bool Ipv6Pools { get; init; }

    /// <summary>Whether networks are kept apart over IPv6 too without a setting of the engine (API 1.46).</summary>
    public bool Ipv6Isolation { get; init; }

    /// <summary>Whether an endpoint can name its interface (API 1.49).</summary>
    public bool InterfaceName { get; init; }
}
