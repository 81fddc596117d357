using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a service that bound what it may use of the machine.</summary>
internal static class ServiceResourcesKeys
{
    private static readonly string[] DeviceLimits = ["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"];

    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.blkio_config", new(Map, "the block device limits", Extensions: false)),
        ("services.*.blkio_config.weight", new(Integer)),
        ("services.*.blkio_config.weight_device", new(List)),
        ("services.*.blkio_config.weight_device[]", new(Map, "a device's weight", Required: "path", Extensions: false)),
        ("services.*.blkio_config.weight_device[].path", new(Text)),
        ("services.*.blkio_config.weight_device[].weight", new(Integer)),
        .. DeviceLimits.SelectMany(Limits),
        ("services.*.cpu_count", new(Integer)),
        ("services.*.cpu_percent", new(Integer)),
        ("services.*.cpu_period", new(Integer | Number)),
        ("services.*.cpu_quota", new(Integer | Number)),
        ("services.*.cpu_rt_period", new(Integer | Number)),
        ("services.*.cpu_rt_runtime", new(Integer | Number)),
        ("services.*.cpu_shares", new(Integer | Number)),
        ("services.*.cpus", new(Integer | Number)),
        ("services.*.cpuset", new(Text)),
        ("services.*.devices", new(List)),
        ("services.*.devices[]", new(Text | Map, "a device", Required: "source")),
        ("services.*.devices[].source", new(Text)),
        ("services.*.devices[].target", new(Text)),
        ("services.*.devices[].permissions", new(Text)),
        ("services.*.gpus", new(Text | List)),
        ("services.*.gpus[]", new(Map, "a request for GPUs")),
        ("services.*.gpus[].capabilities", new(List)),
        ("services.*.gpus[].capabilities[]", new(Text)),
        ("services.*.gpus[].count", new(Integer | Text)),
        ("services.*.gpus[].device_ids", new(List)),
        ("services.*.gpus[].device_ids[]", new(Text)),
        ("services.*.gpus[].driver", new(Text)),
        ("services.*.gpus[].options", new(List | Map)),
        ("services.*.gpus[].options[]", new(Text)),
        ("services.*.gpus[].options.*", new(KeyRules.Scalar)),
        ("services.*.mem_limit", new(Integer | Number | Text)),
        ("services.*.mem_reservation", new(Integer | Text)),
        ("services.*.mem_swappiness", new(Integer | Text)),
        ("services.*.memswap_limit", new(Integer | Number | Text)),
        ("services.*.oom_kill_disable", new(Flag)),
        ("services.*.oom_score_adj", new(Integer)),
        ("services.*.pids_limit", new(Integer | Number)),
        ("services.*.ulimits", new(Map)),
        ("services.*.ulimits.*", new(Integer | Map, "a limit", Required: "soft")),
        ("services.*.ulimits.*.soft", new(Integer)),
        ("services.*.ulimits.*.hard", new(Integer)),
    ];

    private static IEnumerable<(string Pattern, KeyRule Rule)> Limits(string key) =>
    [
        ($"services.*.blkio_config.{key}", new(List)),
        ($"services.*.blkio_config.{key}[]", new(Map, "a device's limit", Required: "path", Extensions: false)),
        ($"services.*.blkio_config.{key}[].path", new(Text)),
        ($"services.*.blkio_config.{key}[].rate", new(Integer | Text)),
    ];
}
