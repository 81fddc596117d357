using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a build.</summary>
internal static class BuildKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.build", new(Text | Map, "a build")),
        ("services.*.build.context", new(Text)),
        ("services.*.build.dockerfile", new(Text)),
        ("services.*.build.dockerfile_inline", new(Text)),
        ("services.*.build.target", new(Text)),
        ("services.*.build.args", new(List | Map)),
        ("services.*.build.args[]", new(Text)),
        ("services.*.build.args.*", new(KeyRules.Scalar)),
        ("services.*.build.additional_contexts", new(List | Map)),
        ("services.*.build.additional_contexts[]", new(Text)),
        ("services.*.build.additional_contexts.*", new(KeyRules.Scalar)),
        ("services.*.build.labels", new(List | Map)),
        ("services.*.build.labels[]", new(Text)),
        ("services.*.build.labels.*", new(KeyRules.Scalar)),
        ("services.*.build.tags", new(List)),
        ("services.*.build.tags[]", new(Text)),
        ("services.*.build.platforms", new(List)),
        ("services.*.build.platforms[]", new(Text)),
        ("services.*.build.cache_from", new(List)),
        ("services.*.build.cache_from[]", new(Text)),
        ("services.*.build.cache_to", new(List)),
        ("services.*.build.cache_to[]", new(Text)),
        ("services.*.build.no_cache", new(Flag)),
        ("services.*.build.no_cache_filter", new(Text | List)),
        ("services.*.build.no_cache_filter[]", new(Text)),
        ("services.*.build.pull", new(Flag)),
        ("services.*.build.network", new(Text)),
        ("services.*.build.extra_hosts", new(List | Map)),
        ("services.*.build.extra_hosts[]", new(Text)),
        ("services.*.build.extra_hosts.*", new(Text | List)),
        ("services.*.build.extra_hosts.*[]", new(Text)),
        ("services.*.build.ssh", new(List | Map)),
        ("services.*.build.ssh[]", new(Text)),
        ("services.*.build.ssh.*", new(KeyRules.Scalar)),
        .. SecretKeys.Grants("services.*.build.secrets"),
        ("services.*.build.entitlements", new(List)),
        ("services.*.build.entitlements[]", new(Text)),
        ("services.*.build.privileged", new(Flag)),
        ("services.*.build.isolation", new(Text)),
        ("services.*.build.shm_size", new(Integer | Text)),
        ("services.*.build.ulimits", new(Map, "the limits")),
        ("services.*.build.ulimits.*", new(Integer | Map, "a limit", Required: "soft")),
        ("services.*.build.ulimits.*.soft", new(Integer)),
        ("services.*.build.ulimits.*.hard", new(Integer)),
        ("services.*.build.provenance", new(Flag | Text)),
        ("services.*.build.sbom", new(Flag | Text)),
    ];
}
