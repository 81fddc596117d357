using Compose.Net.Loading.Rules;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>In which lists an item replaces an earlier one, and by what the two are known to be the same.</summary>
internal static class UniqueRules
{
    private static readonly UniqueRule Text = new(TextOf);

    public static PathTree<UniqueRule> Tree { get; } = PathTree<UniqueRule>.Of(
    [
        ("services.*.ports", new(Port)),
        ("services.*.volumes", new(item => Target(item) is { Length: > 0 } target ? ContainerPath.Clean(target) : null)),
        ("services.*.devices", new(Target)),
        ("services.*.tmpfs", new(TextOf, text => ContainerPath.Clean(text.Split(':')[0]))),
        ("services.*.env_file", new(item => Value(item, "path"))),
        ("services.*.secrets", new(item => Target(item) ?? $"/run/secrets/{Value(item, "source")}")),
        ("services.*.configs", new(item => Target(item) ?? $"/{Value(item, "source")}")),
        .. Texts(
            "services.*.",
            "cap_add", "cap_drop", "device_cgroup_rules", "dns", "dns_opt", "dns_search", "expose", "external_links", "extra_hosts.*", "group_add", "links",
            "networks.*.aliases", "networks.*.link_local_ips", "profiles", "security_opt", "volumes_from", "build.tags", "build.platforms",
            "build.extra_hosts.*"),
    ]);

    private static IEnumerable<(string Pattern, UniqueRule Rule)> Texts(string parent, params string[] keys) => keys.Select(key => (parent + key, Text));

    // An address that is not given and 0.0.0.0 bind the same port.
    private static string Port(Node item) => string.Join(
        '|',
        Value(item, "host_ip") is { Length: > 0 } address ? address : "0.0.0.0",
        Value(item, "published"),
        Value(item, "target"),
        (Value(item, "protocol") ?? "tcp").ToLowerInvariant());

    private static string? Target(Node item) => Value(item, "target");

    private static string? Value(Node item, string key) => (item as MappingNode)?.Get<ScalarNode>(key) is { } scalar ? ScalarText.Typed(scalar) : null;

    private static string? TextOf(Node item) => item is ScalarNode scalar ? ScalarText.Typed(scalar) : null;
}
