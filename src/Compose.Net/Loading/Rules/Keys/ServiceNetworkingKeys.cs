using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a service that plug it in.</summary>
internal static class ServiceNetworkingKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.hostname", new(Text)),
        ("services.*.network_mode", new(Text)),
        ("services.*.mac_address", new(Text)),
        ("services.*.ports", new(List)),
        ("services.*.ports[]", new(Integer | Text | Map, "a port", Required: "target")),
        ("services.*.ports[].target", new(Integer)),
        ("services.*.ports[].published", new(Integer | Text)),
        ("services.*.ports[].host_ip", new(Text)),
        ("services.*.ports[].protocol", new(Text)),
        ("services.*.ports[].mode", new(Text)),
        ("services.*.ports[].name", new(Text)),
        ("services.*.ports[].app_protocol", new(Text)),
        ("services.*.expose", new(List)),
        ("services.*.expose[]", new(Integer | Text)),
        ("services.*.networks", new(List | Map, "the networks", UniqueItems: true)),
        ("services.*.networks[]", new(Text)),
        ("services.*.networks.*", new(Null | Map, "a service's network")),
        ("services.*.networks.*.aliases", new(List)),
        ("services.*.networks.*.aliases[]", new(Text)),
        ("services.*.networks.*.interface_name", new(Text)),
        ("services.*.networks.*.ipv4_address", new(Text)),
        ("services.*.networks.*.ipv6_address", new(Text)),
        ("services.*.networks.*.link_local_ips", new(List)),
        ("services.*.networks.*.link_local_ips[]", new(Text)),
        ("services.*.networks.*.mac_address", new(Text)),
        ("services.*.networks.*.driver_opts", new(Map, "the driver's options")),
        ("services.*.networks.*.driver_opts.*", new(KeyRules.Options)),
        ("services.*.networks.*.priority", new(Integer | Number)),
        ("services.*.networks.*.gw_priority", new(Integer | Number)),
        ("services.*.dns", new(Text | List)),
        ("services.*.dns[]", new(Text)),
        ("services.*.dns_opt", new(List)),
        ("services.*.dns_opt[]", new(Text)),
        ("services.*.dns_search", new(Text | List)),
        ("services.*.dns_search[]", new(Text)),
        ("services.*.extra_hosts", new(List | Map, "the hosts")),
        ("services.*.extra_hosts[]", new(Text)),
        ("services.*.extra_hosts.*", new(Text | List)),
        ("services.*.extra_hosts.*[]", new(Text)),
        ("services.*.links", new(List)),
        ("services.*.links[]", new(Text)),
        ("services.*.external_links", new(List)),
        ("services.*.external_links[]", new(Text)),
    ];
}
