using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>
/// Turns what the engine says about a container, or about its image, into the fields of a container's identity. A setting for which the
/// compose file has no words, or for which the engine tells too little, becomes a field that no service has, so that it counts as different.
/// </summary>
internal static class ObservedSettingsMapper
{
    private const string ComposeLabels = "com.docker.compose.";
    private const int ShortId = 12;
    private const decimal NanosInOne = 1_000_000_000m;

    public static ObservedSettings FromWire(Wire.ContainerInspectResponse container, Wire.ImageInspectResponse image) => new(Of(container), Of(image));

    private static FieldMap Of(Wire.ImageInspectResponse image)
    {
        var fields = new FieldMap.Builder();
        if (image.Config is { } config)
        {
            AddProgram(fields, config.Cmd, config.Entrypoint, config.Env, config.Labels, config.ExposedPorts?.Keys);
            fields
                .Add("user", NullIfEmpty(config.User))
                .Add("working_dir", NullIfEmpty(config.WorkingDir))
                .Add("stop_signal", NullIfEmpty(config.StopSignal));
            AddHealthcheck(fields, config.Healthcheck);
            foreach (string target in config.Volumes?.Keys ?? [])
                fields.Add($"volumes.{target}", "volume rw");
        }

        return fields.Build();
    }

    private static FieldMap Of(Wire.ContainerInspectResponse container)
    {
        var fields = new FieldMap.Builder();
        Wire.HostConfig host = container.HostConfig ?? new Wire.HostConfig();
        if (container.Config is { } config)
        {
            AddProgram(fields, config.Cmd, config.Entrypoint, config.Env, config.Labels, config.ExposedPorts?.Keys);
            fields
                .Add("user", NullIfEmpty(config.User))
                .Add("working_dir", NullIfEmpty(config.WorkingDir))
                .Add("stop_signal", NullIfEmpty(config.StopSignal))
                .Add("stop_grace_period", config.StopTimeout)
                .Add("domainname", NullIfEmpty(config.Domainname))
                .Add("stdin_open", config.OpenStdin)
                .Add("tty", config.Tty);
            AddHealthcheck(fields, config.Healthcheck);
            if (!IsEnginesOwn(config.Hostname, container.ID, host))
                fields.Add("hostname", NullIfEmpty(config.Hostname));
        }

        AddHost(fields, container, host);
        AddResources(fields, host);
        AddIsolation(fields, host);
        AddMounts(fields, container, host);
        return fields.Build();
    }

    private static void AddProgram(FieldMap.Builder fields, IList<string>? command, IList<string>? entrypoint, IList<string>? environment, IDictionary<string, string>? labels, ICollection<string>? exposed)
    {
        fields
            .Add("command", command)
            .Add("entrypoint", entrypoint)
            .AddSecrets("environment", ObservedContainerMapper.ToEnvironment(environment).ToImmutableSortedDictionary(variable => variable.Key, string? (variable) => variable.Value, StringComparer.Ordinal))
            .Add("labels", Maps.FromWire(labels).RemoveRange((labels ?? new Dictionary<string, string>()).Keys.Where(label => label.StartsWith(ComposeLabels, StringComparison.Ordinal))))
            .Add("expose", exposed is { Count: > 0 } ? exposed.Order(StringComparer.Ordinal) : null);
    }

    private static void AddHealthcheck(FieldMap.Builder fields, Wire.HealthcheckConfig? check) => fields
        .Add("healthcheck.test", check?.Test is { Count: > 0 } test ? test : null)
        .Add("healthcheck.interval", NullIfZero(check?.Interval))
        .Add("healthcheck.timeout", NullIfZero(check?.Timeout))
        .Add("healthcheck.start_period", NullIfZero(check?.StartPeriod))
        .Add("healthcheck.start_interval", NullIfZero(check?.StartInterval))
        .Add("healthcheck.retries", NullIfZero(check?.Retries));

    // Without a name of its own a container is called by its id, or as the host or the container is that it shares a network with.
    private static bool IsEnginesOwn(string? hostname, string id, Wire.HostConfig host) =>
        (hostname?.Length == ShortId && id.StartsWith(hostname, StringComparison.Ordinal))
        || host.NetworkMode == "host"
        || host.UTSMode == "host"
        || ContainerMode.ContainerIn(host.NetworkMode) is not null;

    private static void AddHost(FieldMap.Builder fields, Wire.ContainerInspectResponse container, Wire.HostConfig host)
    {
        bool onNetwork = container.NetworkSettings?.Networks?.ContainsKey(host.NetworkMode ?? "") == true && host.NetworkMode is not ("host" or "none" or "bridge");
        fields
            .Add("network_mode", onNetwork || host.NetworkMode == "default" ? null : NullIfEmpty(host.NetworkMode))
            .Add("ports", host.PortBindings is { Count: > 0 } ports ? ports.SelectMany(Ports).Order(StringComparer.Ordinal) : null)
            .Add("restart", Restart(host.RestartPolicy))
            .Add("annotations", Maps.FromWire(host.Annotations))
            .Add("init", host.Init is { } init ? (init ? "true" : "false") : null)
            .Add("runtime", NullIfEmpty(host.Runtime))
            .Add("logging.driver", NullIfEmpty(host.LogConfig?.Type))
            .Add("logging.options", Maps.FromWire(host.LogConfig?.Config))
            .Add("dns", NullIfEmpty(host.DNS))
            .Add("dns_opt", NullIfEmpty(host.DNSOptions))
            .Add("dns_search", NullIfEmpty(host.DNSSearch))
            .Add("extra_hosts", NullIfEmpty(host.ExtraHosts)?.Select(EqualSign))
            .Add("links", NullIfEmpty(host.Links))
            .Add("read_only", host.ReadonlyRootfs)
            .Add("shm_size", NullIfZero(host.ShmSize))
            .Add("storage_opt", Maps.FromWire(host.StorageOpt))
            .Add("volumes_from", NullIfEmpty(host.VolumesFrom))
            .Add("the engine's option \"publish all\"", host.PublishAllPorts)
            .Add("the engine's option \"remove at the end\"", host.AutoRemove);
    }

    private static void AddResources(FieldMap.Builder fields, Wire.HostConfig host)
    {
        // The engine chooses twice the memory where nothing is said of swap.
        bool swapIsDefault = host.MemorySwap == 2 * host.Memory || host.MemorySwap == 0;
        fields
            .Add("cpu_count", NullIfZero(host.CPUCount))
            .Add("cpu_percent", NullIfZero(host.CPUPercent))
            .Add("cpu_period", NullIfZero(host.CPUPeriod))
            .Add("cpu_quota", NullIfZero(host.CPUQuota))
            .Add("cpu_rt_period", NullIfZero(host.CPURealtimePeriod))
            .Add("cpu_rt_runtime", NullIfZero(host.CPURealtimeRuntime))
            .Add("cpu_shares", NullIfZero(host.CPUShares))
            .Add("cpus", host.NanoCPUs == 0 ? null : (host.NanoCPUs / NanosInOne).ToString(CultureInfo.InvariantCulture))
            .Add("cpuset", NullIfEmpty(host.CpusetCpus))
            .Add("mem_limit", NullIfZero(host.Memory))
            .Add("mem_reservation", NullIfZero(host.MemoryReservation))
            .Add("mem_swappiness", host.MemorySwappiness is -1 ? null : host.MemorySwappiness)
            .Add("memswap_limit", swapIsDefault ? null : host.MemorySwap)
            .Add("oom_kill_disable", host.OomKillDisable == true)
            .Add("oom_score_adj", NullIfZero(host.OomScoreAdj))
            .Add("pids_limit", host.PidsLimit is 0 ? null : host.PidsLimit)
            .Add("blkio_config.weight", NullIfZero(host.BlkioWeight))
            .Add("blkio_config.weight_device", Count(host.BlkioWeightDevice))
            .Add("blkio_config.device_read_bps", Count(host.BlkioDeviceReadBps))
            .Add("blkio_config.device_read_iops", Count(host.BlkioDeviceReadIOps))
            .Add("blkio_config.device_write_bps", Count(host.BlkioDeviceWriteBps))
            .Add("blkio_config.device_write_iops", Count(host.BlkioDeviceWriteIOps))
            .Add("gpus", Count(host.DeviceRequests));
        foreach (Wire.DeviceMapping device in host.Devices ?? [])
            fields.Add($"devices.{device.PathInContainer}", $"{device.PathOnHost} {device.CgroupPermissions}");
        foreach (Wire.Ulimit limit in host.Ulimits ?? [])
            fields.Add($"ulimits.{limit.Name}", FormattableString.Invariant($"{limit.Soft}:{limit.Hard}"));
    }

    private static void AddIsolation(FieldMap.Builder fields, Wire.HostConfig host) => fields
        .AddSet("cap_add", [.. host.CapAdd ?? []])
        .AddSet("cap_drop", [.. host.CapDrop ?? []])
        .Add("cgroup", NullIfEmpty(host.CgroupnsMode))
        .Add("cgroup_parent", NullIfEmpty(host.CgroupParent))
        .AddSet("device_cgroup_rules", [.. host.DeviceCgroupRules ?? []])
        .AddSet("group_add", [.. host.GroupAdd ?? []])
        .Add("ipc", NullIfEmpty(host.IpcMode))
        .Add("isolation", NullIfEmpty(host.Isolation))
        .Add("pid", NullIfEmpty(host.PidMode))
        .Add("privileged", host.Privileged)
        .AddSet("security_opt", [.. (host.SecurityOpt ?? []).Where(option => !(host.Privileged && option == "label=disable")).Select(SecurityOption)])
        .Add("sysctls", Maps.FromWire(host.Sysctls))
        .Add("userns_mode", NullIfEmpty(host.UsernsMode))
        .Add("uts", NullIfEmpty(host.UTSMode));

    private static void AddMounts(FieldMap.Builder fields, Wire.ContainerInspectResponse container, Wire.HostConfig host)
    {
        foreach (Wire.MountPoint mount in container.Mounts ?? [])
        {
            Wire.Mount? asked = host.Mounts?.FirstOrDefault(asked => asked.Target == mount.Destination);
            fields.Add($"volumes.{mount.Destination}", Mount(mount, asked));
        }

        foreach ((string target, string options) in host.Tmpfs ?? new Dictionary<string, string>())
            fields.Add($"tmpfs.{target}", options);
    }

    private static string Mount(Wire.MountPoint mount, Wire.Mount? asked)
    {
        string mode = mount.RW ? "rw" : "ro";
        string text = mount.Type switch
        {
            "bind" => $"bind {mount.Source} {mode} {(mount.Propagation is "rprivate" ? "" : mount.Propagation)}",
            "volume" when IsAnonymous(mount.Name) => $"volume {mode}",
            "volume" => $"volume {mount.Name} {mode}{(asked?.VolumeOptions is { NoCopy: true } ? " nocopy" : "")}{Subpath(asked?.VolumeOptions?.Subpath)}",
            "tmpfs" => FormattableString.Invariant($"tmpfs {mode} {asked?.TmpfsOptions?.SizeBytes} {asked?.TmpfsOptions?.Mode}"),
            "image" => $"image {mount.Name} {mode}{Subpath(asked?.ImageOptions?.Subpath)}",
            _ => $"{mount.Type} {mount.Source} {mode}",
        };
        return text.TrimEnd();
    }

    private static string Subpath(string? folder) => string.IsNullOrEmpty(folder) ? "" : $" subpath={folder}";

    // The engine calls a volume without a name by 64 hexadecimal digits.
    private static bool IsAnonymous(string? name) => name is { Length: 64 } && name.All(char.IsAsciiHexDigitLower);

    private static IEnumerable<string> Ports(KeyValuePair<string, IList<Wire.PortBinding>> port) =>
        (port.Value ?? []).Select(binding => $"{NullIfEmpty(binding.HostIP)}:{NullIfEmpty(binding.HostPort)}:{port.Key}");

    private static string? Restart(Wire.RestartPolicy? policy) => policy?.Name switch
    {
        Wire.RestartPolicyKind.Always => new RestartPolicy(RestartCondition.Always).ToString(),
        Wire.RestartPolicyKind.UnlessStopped => new RestartPolicy(RestartCondition.UnlessStopped).ToString(),
        Wire.RestartPolicyKind.OnFailure => new RestartPolicy(RestartCondition.OnFailure, policy.MaximumRetryCount is 0 ? null : (int)policy.MaximumRetryCount).ToString(),
        _ => null,
    };

    private static string SecurityOption(string option) => option.StartsWith("seccomp={", StringComparison.Ordinal)
        ? $"seccomp={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(option["seccomp=".Length..])))[..16]}"
        : option;

    // The first colon ends the name; the address may have more.
    private static string EqualSign(string host) => host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? $"{host[..colon]}={host[(colon + 1)..]}" : host;

    private static string? Count<T>(IList<T>? items) => items is { Count: > 0 } ? items.Count.ToString(CultureInfo.InvariantCulture) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IList<string>? NullIfEmpty(IList<string>? items) => items is { Count: > 0 } ? items : null;

    private static long? NullIfZero(long? number) => number is 0 ? null : number;

    private static TimeSpan? NullIfZero(TimeSpan? time) => time == TimeSpan.Zero ? null : time;
}
