using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Model;

namespace Compose.Net.Loading.Rules;

/// <summary>What the scalars of canonical forms may say.</summary>
internal static class ValueRules
{
    private static readonly ValueRule Duration = new(
        text => !Durations.TryParse(text, out TimeSpan duration) ? $"\"{text}\" is no duration. Write a number with a unit, such as 90s or 1m30s."
            : duration < TimeSpan.Zero ? $"\"{text}\" is below zero, and no time lasts so long. Write a number from 0 on with a unit, such as 90s."
            : null,
        EmptyIsNone: false);

    private static readonly ValueRule Ipv4 = new(text => Addresses.IsIpv4(text) ? null : $"\"{text}\" is no IPv4 address. Write four numbers up to 255, such as 172.20.0.10.");
    private static readonly ValueRule Ipv6 = new(text => Addresses.IsIpv6(text) ? null : $"\"{text}\" is no IPv6 address. Write one such as fd00:20::10.");
    private static readonly ValueRule Address = new(text => Addresses.TryParse(text, out _) ? null : $"\"{text}\" is no IP address. Write one such as 172.20.0.1 or fd00:20::1.");
    private static readonly ValueRule Subnet = new(text => Addresses.TrySubnet(text, out _) ? null : $"\"{text}\" is no subnet. Write an address and the length of its prefix, such as 172.20.0.0/16.");
    private static readonly ValueRule Filled = new(text => text.Length > 0 ? null : "The text is empty, and a name is needed here. Write it, or remove the entry.", EmptyIsNone: false);
    private static readonly ValueRule MacAddress = new(text => MacAddresses.TryParse(text, out _) ? null : $"\"{text}\" is no MAC address. Write six pairs of hexadecimal digits, such as 02:42:ac:11:00:02.");
    private static readonly ValueRule Size = new(text => ByteSizes.TryParse(text, out _) ? null : $"\"{text}\" is no size. Write a number of bytes, or one with a unit such as 64m.");
    private static readonly ValueRule Count = new(text => Number(text) is >= 0 and <= int.MaxValue ? null : $"\"{text}\" is out of range. Write a whole number from 0 up.");

    private static readonly ValueRule NotNegative = new(text => Number(text) >= 0 ? null : $"\"{text}\" is out of range. Write a whole number from 0 up.");

    // Only an empty text has a meaning of its own: that nothing was given.
    private static readonly ValueRule Anything = new(static _ => null);

    public static PathTree<ValueRule> Tree { get; } = PathTree<ValueRule>.Of(
    [
        ("services.*.stop_grace_period", Duration),
        ("services.*.healthcheck.interval", Duration),
        ("services.*.healthcheck.timeout", Duration),
        ("services.*.healthcheck.start_period", Duration),
        ("services.*.healthcheck.start_interval", Duration),
        ("services.*.healthcheck.retries", Count),
        ("services.*.scale", Count),
        ("services.*.restart", new(RestartPolicies.Problem)),
        ("services.*.network_mode", new(NetworkModes.Problem)),
        ("services.*.container_name", new(ContainerName, EmptyIsNone: false)),
        ("services.*.depends_on.*.condition", OneOf("service_started", "service_healthy", "service_completed_successfully")),
        ("services.*.networks.*.ipv4_address", Ipv4),
        ("services.*.networks.*.ipv6_address", Ipv6),
        ("services.*.ports[].target", new(text => Number(text) is >= 1 and <= ushort.MaxValue ? null : $"\"{text}\" is no port. Write a number from 1 to 65535.", Code: DiagnosticCodes.InvalidPort)),
        ("services.*.ports[].published", new(text => PortRange.TryParse(text, out _) ? null : $"\"{text}\" is no port of the host. Write a number up to 65535, or a range such as 8000-8010.", Code: DiagnosticCodes.InvalidPort)),
        ("services.*.ports[].host_ip", Address),
        ("services.*.ports[].protocol", new(Protocol, Code: DiagnosticCodes.InvalidPort)),
        ("services.*.volumes[].type", new(MountType, EmptyIsNone: false)),
        ("services.*.volumes[].bind.propagation", OneOf("private", "rprivate", "shared", "rshared", "slave", "rslave")),
        ("services.*.volumes[].bind.selinux", OneOf("z", "Z")),
        ("services.*.volumes[].tmpfs.size", Size),
        ("networks.*.ipam.config[].subnet", Subnet),
        ("networks.*.ipam.config[].ip_range", Subnet),
        ("networks.*.ipam.config[].gateway", Address),
        ("networks.*.ipam.config[].aux_addresses.*", Address),

        // What a service runs.
        ("services.*.pull_policy", new(PullPolicies.Problem, EmptyIsNone: false)),

        // How it is plugged in.
        ("services.*.mac_address", MacAddress),
        ("services.*.networks.*.mac_address", MacAddress),
        ("services.*.networks.*.interface_name", new(InterfaceNames.Problem)),
        ("services.*.networks.*.link_local_ips[]", Address),
        ("services.*.dns[]", Address),
        ("services.*.extra_hosts.*[]", new(HostAddress)),
        ("services.*.expose[]", new(ExposedPorts.Problem, EmptyIsNone: false, Code: DiagnosticCodes.InvalidPort)),
        ("services.*.links[]", new(LinkSyntax.Problem, EmptyIsNone: false)),
        ("services.*.external_links[]", new(LinkSyntax.Problem, EmptyIsNone: false)),

        // Its files.
        ("services.*.shm_size", Size),
        ("services.*.tmpfs[]", new(TmpfsSyntax.Problem, EmptyIsNone: false, Code: DiagnosticCodes.InvalidMount)),
        ("services.*.volumes_from[]", new(VolumesFromSyntax.Problem, EmptyIsNone: false, Code: DiagnosticCodes.InvalidMount)),
        ("services.*.volumes[].bind.recursive", OneOf("enabled", "disabled", "writable", "readonly")),

        // What it may use.
        ("services.*.blkio_config.weight", new(BlockWeight)),
        ("services.*.blkio_config.weight_device[].weight", new(BlockWeight)),
        ("services.*.blkio_config.device_read_bps[].rate", NotNegative),
        ("services.*.blkio_config.device_read_iops[].rate", NotNegative),
        ("services.*.blkio_config.device_write_bps[].rate", NotNegative),
        ("services.*.blkio_config.device_write_iops[].rate", NotNegative),
        ("services.*.cpu_count", NotNegative),
        ("services.*.cpu_percent", Between(0, 100)),
        ("services.*.cpu_period", NotNegative),
        ("services.*.cpu_rt_period", NotNegative),
        ("services.*.cpu_rt_runtime", NotNegative),
        ("services.*.cpu_shares", NotNegative),
        ("services.*.cpus", new(Processors)),
        ("services.*.cpuset", new(ProcessorSets.Problem)),
        ("services.*.devices[].permissions", new(DevicePermissions)),
        ("services.*.mem_limit", Between(-1, long.MaxValue)),
        ("services.*.mem_reservation", NotNegative),
        ("services.*.mem_swappiness", Between(-1, 100)),
        ("services.*.memswap_limit", Between(-1, long.MaxValue)),
        ("services.*.cpu_quota", Between(-1, long.MaxValue)),
        ("services.*.oom_score_adj", Between(-1000, 1000)),
        ("services.*.pids_limit", Between(-1, long.MaxValue)),
        ("services.*.ulimits.*", Between(-1, long.MaxValue)),
        ("services.*.ulimits.*.soft", Between(-1, long.MaxValue)),
        ("services.*.ulimits.*.hard", Between(-1, long.MaxValue)),

        // How it is set apart.
        ("services.*.cgroup", OneOf("host", "private") with { EmptyIsNone = false }),
        ("services.*.ipc", new(NamespaceModes.IpcProblem, Code: DiagnosticCodes.UnsupportedValue)),
        ("services.*.isolation", OneOf("default", "process", "hyperv")),
        ("services.*.pid", new(NamespaceModes.PidProblem, Code: DiagnosticCodes.UnsupportedValue)),
        ("services.*.uts", new(NamespaceModes.UtsProblem, Code: DiagnosticCodes.UnsupportedValue)),

        // Blocks of their own: build, deploy, secrets, configs, models.
        ("services.*.env_file[].path", Filled),
        ("services.*.env_file[].format", OneOf("raw")),
        ("services.*.label_file[]", Filled),
        ("services.*.build.context", Anything),
        ("services.*.build.shm_size", NotNegative),
        ("services.*.build.ulimits.*", Between(-1, long.MaxValue)),
        ("services.*.build.ulimits.*.soft", Between(-1, long.MaxValue)),
        ("services.*.build.ulimits.*.hard", Between(-1, long.MaxValue)),
        ("services.*.deploy.replicas", Count),
        .. Rollout("services.*.deploy.update_config"),
        .. Rollout("services.*.deploy.rollback_config"),
        ("services.*.deploy.resources.limits.cpus", new(Processors)),
        ("services.*.deploy.resources.limits.memory", NotNegative),
        ("services.*.deploy.resources.limits.pids", Between(-1, long.MaxValue)),
        ("services.*.deploy.resources.reservations.cpus", new(Processors)),
        ("services.*.deploy.resources.reservations.memory", NotNegative),
        ("services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec.value", NotNegative),
        ("services.*.deploy.restart_policy.condition", OneOf("any", "none", "on-failure", "always", "no", "unless-stopped")),
        ("services.*.deploy.restart_policy.delay", Duration),
        ("services.*.deploy.restart_policy.max_attempts", Count),
        ("services.*.deploy.restart_policy.window", Duration),
        ("services.*.deploy.placement.max_replicas_per_node", Count),
        ("services.*.develop.watch[].path", Filled),
        ("services.*.develop.watch[].action", OneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec") with { EmptyIsNone = false }),
        ("services.*.provider.type", Filled),
        ("models.*.model", Filled),
        ("models.*.context_size", Between(int.MinValue, int.MaxValue)),
        ("services.*.secrets[].source", Filled),
        ("services.*.configs[].source", Filled),
        ("services.*.build.secrets[].source", Filled),
    ]);

    private static IEnumerable<(string Pattern, ValueRule Rule)> Rollout(string path) =>
    [
        ($"{path}.parallelism", Count),
        ($"{path}.delay", Duration),
        ($"{path}.monitor", Duration),
        ($"{path}.max_failure_ratio", new(Share)),
        ($"{path}.order", OneOf("start-first", "stop-first") with { EmptyIsNone = false }),
    ];

    private static string? Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1
            ? null
            : $"\"{text}\" is no share. Write a number from 0 to 1, such as 0.25.";

    private static ValueRule OneOf(params string[] words) => new(text =>
        words.AsSpan().Contains(text) ? null : $"\"{text}\" is not possible here.{Suggestion.For(text, words)} Use one of: {string.Join(", ", words)}.");

    private static ValueRule Between(long least, long most) => new(text =>
        Number(text) is { } number && number >= least && number <= most
            ? null
            : most == long.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is out of range. Write a whole number from {least} up.")
                : string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is out of range. Write a whole number from {least} to {most}."));

    private static string? BlockWeight(string text) =>
        Number(text) is 0 or (>= 10 and <= 1000) ? null : $"\"{text}\" is out of range. Write a weight from 10 to 1000, or 0 for none.";

    private static string? Processors(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0
            ? null
            : $"\"{text}\" is no number of processors. Write one from 0 up, such as 0.5.";

    private static string? DevicePermissions(string text) =>
        text.AsSpan().IndexOfAnyExcept('r', 'w', 'm') < 0 ? null : $"\"{text}\" are no permissions of a device. Use the letters r, w and m.";

    private static string? HostAddress(string text) => text == "host-gateway" || Addresses.TryParse(text, out _)
        ? null
        : $"\"{text}\" is no IP address. Write one such as 10.0.0.5, or host-gateway for the host itself.";

    private static string? Protocol(string text) => text.ToLowerInvariant() is "tcp" or "udp" or "sctp"
        ? null
        : $"The protocol \"{text}\" is not known; use tcp, udp or sctp.";

    private static string? MountType(string text) => text switch
    {
        "bind" or "volume" or "tmpfs" or "image" or "npipe" or "cluster" => null,
        _ => $"\"{text}\" is no type of mount. Use bind, volume, tmpfs or image; npipe on Windows, cluster in a swarm.",
    };

    private static string? ContainerName(string text) =>
        text.Length >= 2 && char.IsAsciiLetterOrDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(FormMessages.NameCharacters) < 0
            ? null
            : $"\"{text}\" is no name for a container. Use two or more letters, digits, \".\", \"_\" and \"-\", beginning with a letter or a digit.";

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
