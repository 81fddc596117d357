using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a network.</summary>
internal static class NetworkKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("networks.*", new(Null | Map, "a network")),
        ("networks.*.name", new(Text)),
        ("networks.*.driver", new(Text)),
        ("networks.*.driver_opts", new(Map, "the driver's options")),
        ("networks.*.driver_opts.*", new(KeyRules.Options)),
        ("networks.*.internal", new(Flag)),
        ("networks.*.attachable", new(Flag)),
        ("networks.*.enable_ipv4", new(Flag)),
        ("networks.*.enable_ipv6", new(Flag)),
        ("networks.*.external", new(Flag | Map, "an external name")),
        ("networks.*.external.name", new(Text)),
        ("networks.*.labels", new(List | Map)),
        ("networks.*.labels[]", new(Text)),
        ("networks.*.labels.*", new(KeyRules.Scalar)),
        ("networks.*.ipam", new(Map, "an address plan")),
        ("networks.*.ipam.driver", new(Text)),
        ("networks.*.ipam.options", new(Map, "the address driver's options")),
        ("networks.*.ipam.options.*", new(Text)),
        ("networks.*.ipam.config", new(List)),
        ("networks.*.ipam.config[]", new(Map, "an address pool")),
        ("networks.*.ipam.config[].subnet", new(Text)),
        ("networks.*.ipam.config[].ip_range", new(Text)),
        ("networks.*.ipam.config[].gateway", new(Text)),
        ("networks.*.ipam.config[].aux_addresses", new(Map, "the addresses")),
        ("networks.*.ipam.config[].aux_addresses.*", new(Text)),
    ];
}
