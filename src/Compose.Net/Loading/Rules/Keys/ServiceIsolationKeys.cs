using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a service that set it apart from the host and from others.</summary>
internal static class ServiceIsolationKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.cap_add", new(List)),
        ("services.*.cap_add[]", new(Text)),
        ("services.*.cap_drop", new(List)),
        ("services.*.cap_drop[]", new(Text)),
        ("services.*.cgroup", new(Text)),
        ("services.*.cgroup_parent", new(Text)),
        ("services.*.credential_spec", new(Map, "a credential specification")),
        ("services.*.credential_spec.config", new(Text)),
        ("services.*.credential_spec.file", new(Text)),
        ("services.*.credential_spec.registry", new(Text)),
        ("services.*.device_cgroup_rules", new(List)),
        ("services.*.device_cgroup_rules[]", new(Text)),
        ("services.*.group_add", new(List)),
        ("services.*.group_add[]", new(Text | Integer)),
        ("services.*.ipc", new(Text)),
        ("services.*.isolation", new(Text)),
        ("services.*.pid", new(Null | Text)),
        ("services.*.privileged", new(Flag)),
        ("services.*.security_opt", new(List)),
        ("services.*.security_opt[]", new(Text)),
        ("services.*.sysctls", new(List | Map)),
        ("services.*.sysctls[]", new(Text)),
        ("services.*.sysctls.*", new(KeyRules.Scalar)),
        ("services.*.use_api_socket", new(Flag)),
        ("services.*.userns_mode", new(Text)),
        ("services.*.uts", new(Text)),
    ];
}
