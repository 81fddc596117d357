using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a service that act around its containers: hooks, development, other providers.</summary>
internal static class ServiceLifecycleKeys
{
    private const string Watch = "services.*.develop.watch";

    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.provider", new(Map, "a provider", Required: "type")),
        ("services.*.provider.type", new(Text)),
        ("services.*.provider.options", new(Map, "the provider's options")),
        ("services.*.provider.options.*", new(Text | Integer | Number | Flag | List)),
        ("services.*.provider.options.*[]", new(Text | Integer | Number | Flag)),
        ("services.*.develop", new(Null | Map, "the development settings")),
        (Watch, new(List)),
        ($"{Watch}[]", new(Map, "a watched path", Required: "path")),
        ($"{Watch}[].path", new(Text)),
        ($"{Watch}[].action", new(Text)),
        ($"{Watch}[].target", new(Text)),
        ($"{Watch}[].ignore", new(Text | List)),
        ($"{Watch}[].ignore[]", new(Text)),
        ($"{Watch}[].include", new(Text | List)),
        ($"{Watch}[].include[]", new(Text)),
        ($"{Watch}[].initial_sync", new(Flag)),
        .. Hook($"{Watch}[].exec", "command"),
        ("services.*.pre_start", new(List)),
        .. Hook("services.*.pre_start[]", null),
        ("services.*.pre_start[].image", new(Text)),
        ("services.*.pre_start[].per_replica", new(Flag)),
        ("services.*.post_start", new(List)),
        .. Hook("services.*.post_start[]", "command"),
        ("services.*.pre_stop", new(List)),
        .. Hook("services.*.pre_stop[]", "command"),
    ];

    private static IEnumerable<(string Pattern, KeyRule Rule)> Hook(string path, string? required) =>
    [
        (path, new(Map, "a hook", Required: required)),
        ($"{path}.command", new(Null | Text | List)),
        ($"{path}.command[]", new(Text)),
        ($"{path}.user", new(Text)),
        ($"{path}.privileged", new(Flag)),
        ($"{path}.working_dir", new(Text)),
        ($"{path}.environment", new(List | Map)),
        ($"{path}.environment[]", new(Text)),
        ($"{path}.environment.*", new(KeyRules.Scalar)),
    ];
}
