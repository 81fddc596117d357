using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a deployment.</summary>
internal static class DeployKeys
{
    private const string Resources = "services.*.deploy.resources";
    private const string Devices = Resources + ".reservations.devices";
    private const string Generic = Resources + ".reservations.generic_resources";

    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.deploy", new(Null | Map, "a deployment")),
        ("services.*.deploy.mode", new(Text)),
        ("services.*.deploy.endpoint_mode", new(Text)),
        ("services.*.deploy.replicas", new(Integer)),
        ("services.*.deploy.labels", new(List | Map)),
        ("services.*.deploy.labels[]", new(Text)),
        ("services.*.deploy.labels.*", new(KeyRules.Scalar)),
        .. Rollout("update_config", "an update's settings"),
        .. Rollout("rollback_config", "a rollback's settings"),
        (Resources, new(Map, "the resources")),
        ($"{Resources}.limits", new(Map, "the resource limits")),
        ($"{Resources}.limits.cpus", new(Integer | Number)),
        ($"{Resources}.limits.memory", new(Text)),
        ($"{Resources}.limits.pids", new(Integer)),
        ($"{Resources}.reservations", new(Map, "the reservations")),
        ($"{Resources}.reservations.cpus", new(Integer | Number)),
        ($"{Resources}.reservations.memory", new(Text)),
        (Generic, new(List)),
        ($"{Generic}[]", new(Map, "a generic resource")),
        ($"{Generic}[].discrete_resource_spec", new(Map, "a counted resource")),
        ($"{Generic}[].discrete_resource_spec.kind", new(Text)),
        ($"{Generic}[].discrete_resource_spec.value", new(Integer | Number | Text)),
        (Devices, new(List)),
        ($"{Devices}[]", new(Map, "a request for devices", Required: "capabilities")),
        ($"{Devices}[].capabilities", new(List)),
        ($"{Devices}[].capabilities[]", new(Text)),
        ($"{Devices}[].count", new(Integer | Text)),
        ($"{Devices}[].device_ids", new(List)),
        ($"{Devices}[].device_ids[]", new(Text)),
        ($"{Devices}[].driver", new(Text)),
        ($"{Devices}[].options", new(List | Map)),
        ($"{Devices}[].options[]", new(Text)),
        ($"{Devices}[].options.*", new(KeyRules.Scalar)),
        ("services.*.deploy.restart_policy", new(Map, "a restart policy")),
        ("services.*.deploy.restart_policy.condition", new(Text)),
        ("services.*.deploy.restart_policy.delay", new(Text)),
        ("services.*.deploy.restart_policy.max_attempts", new(Integer)),
        ("services.*.deploy.restart_policy.window", new(Text)),
        ("services.*.deploy.placement", new(Map, "a placement")),
        ("services.*.deploy.placement.constraints", new(List)),
        ("services.*.deploy.placement.constraints[]", new(Text)),
        ("services.*.deploy.placement.preferences", new(List)),
        ("services.*.deploy.placement.preferences[]", new(Map, "a preference")),
        ("services.*.deploy.placement.preferences[].spread", new(Text)),
        ("services.*.deploy.placement.max_replicas_per_node", new(Integer)),
    ];

    private static IEnumerable<(string Pattern, KeyRule Rule)> Rollout(string key, string of) =>
    [
        ($"services.*.deploy.{key}", new(Map, of)),
        ($"services.*.deploy.{key}.parallelism", new(Integer)),
        ($"services.*.deploy.{key}.delay", new(Text)),
        ($"services.*.deploy.{key}.failure_action", new(Text)),
        ($"services.*.deploy.{key}.monitor", new(Text)),
        ($"services.*.deploy.{key}.max_failure_ratio", new(Integer | Number)),
        ($"services.*.deploy.{key}.order", new(Text)),
    ];
}
