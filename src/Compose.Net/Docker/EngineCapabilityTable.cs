using System.Collections.Immutable;
using Compose.Net.Planning;

namespace Compose.Net.Docker;

/// <summary>Which API version brought what. Everything that depends on the engine's version is a row here.</summary>
internal static class EngineCapabilityTable
{
    private static readonly ImmutableArray<Row> Rows =
    [
        // Since, and what it means for a plan.
        new("1.43", capabilities => capabilities with { Annotations = true }),
        new("1.44", capabilities => capabilities with { MultipleEndpointsAtCreate = true }),
        new("1.44", capabilities => capabilities with { HealthcheckStartInterval = true }),
        new("1.44", capabilities => capabilities with { EndpointMacAddress = true }),
        new("1.44", capabilities => capabilities with { RecursiveReadOnly = true }),
        new("1.45", capabilities => capabilities with { VolumeSubpath = true }),
        new("1.46", capabilities => capabilities with { Ipv6Pools = true }),
        new("1.46", capabilities => capabilities with { Ipv6Isolation = true }),
        new("1.48", capabilities => capabilities with { ImageMounts = true }),
        new("1.48", capabilities => capabilities with { GatewayPriority = true }),
        new("1.48", capabilities => capabilities with { NetworkWithoutIpv4 = true }),
        new("1.49", capabilities => capabilities with { InterfaceName = true }),
        new("1.54", capabilities => capabilities with { MacAddressOnConnect = true }),
    ];

    /// <summary>Returns what an engine can do that speaks this API version.</summary>
    public static EngineCapabilities For(Version apiVersion) =>
        Rows.Where(row => apiVersion >= Version.Parse(row.Since)).Aggregate(new EngineCapabilities(), (capabilities, row) => row.Grant(capabilities));

    private sealed record Row(string Since, Func<EngineCapabilities, EngineCapabilities> Grant);
}
