using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a service.</summary>
internal static class ServiceShape
{
    public static Node Of(ServiceDefinition service, bool withNulls) => new ShapeBuilder()
        .Texts("profiles", service.Profiles)
        .Node("command", Command(service.Command, withNulls))
        .Text("container_name", service.ContainerName)
        .Map("depends_on", service.DependsOn, Dependency)
        .Node("entrypoint", Command(service.Entrypoint, withNulls))
        .Map("environment", service.Environment, value => value is null ? ShapeBuilder.Null() : ShapeBuilder.Scalar(value))
        .Text("hostname", service.Hostname)
        .Node("healthcheck", service.Healthcheck is { } healthcheck ? Healthcheck(healthcheck) : null)
        .Text("image", service.Image)
        .Map("labels", service.Labels)
        .Text("network_mode", service.NetworkMode?.ToString())
        .Map("networks", service.Networks, Endpoint)
        .Items("ports", service.Ports, Port)
        .Text("restart", service.Restart?.ToString())
        .Number("scale", service.ScaleIsWritten || (service.Scale != 1 && service.Deploy?.Replicas is null) ? service.Scale : null)
        .Duration("stop_grace_period", service.StopGracePeriod)
        .Text("stop_signal", service.StopSignal)
        .Text("user", service.User)
        .Items("volumes", service.Mounts, MountShape.Of)
        .Text("working_dir", service.WorkingDirectory)

        // What it runs.
        .Map("annotations", service.Annotations)
        .Flag("attach", service.Attach)
        .Text("domainname", service.DomainName)
        .Flag("init", service.Init)
        .Node("logging", service.Logging is { } logging ? RuntimeShape.Logging(logging) : null)
        .Text("platform", service.Platform)
        .Text("pull_policy", service.PullPolicy?.ToString())
        .Text("runtime", service.Runtime)
        .Flag("stdin_open", service.StdinOpen)
        .Flag("tty", service.Tty)

        // How it is plugged in.
        .Texts("dns", service.DnsServers)
        .Texts("dns_opt", service.DnsOptions)
        .Texts("dns_search", service.DnsSearch)
        .Texts("expose", service.Expose)
        .Texts("external_links", [.. service.ExternalLinks.Select(link => link.ToString())])
        .Texts("extra_hosts", [.. service.ExtraHosts.SelectMany(host => host.Value, (host, address) => $"{host.Key}={address}").Order(StringComparer.Ordinal)])
        .Texts("links", [.. service.Links.Select(link => link.ToString())])
        .Text("mac_address", service.MacAddress)

        // Its files.
        .Flag("read_only", service.ReadOnly)
        .Text("shm_size", service.SharedMemorySize?.ToString(CultureInfo.InvariantCulture))
        .Map("storage_opt", service.StorageOptions)
        .Texts("tmpfs", [.. service.Tmpfs.Select(tmpfs => tmpfs.ToString())])
        .Texts("volumes_from", [.. service.VolumesFrom.Select(source => source.ToString())])

        // What it may use.
        .Node("blkio_config", service.Blkio is { } blkio ? ResourceShape.Blkio(blkio) : null)
        .Number("cpu_count", service.CpuCount)
        .Number("cpu_percent", service.CpuPercent)
        .Number("cpu_period", service.CpuPeriod)
        .Number("cpu_quota", service.CpuQuota)
        .Number("cpu_rt_period", service.CpuRealtimePeriod)
        .Number("cpu_rt_runtime", service.CpuRealtimeRuntime)
        .Number("cpu_shares", service.CpuShares)
        .Fraction("cpus", service.Cpus)
        .Text("cpuset", service.CpuSet)
        .Items("devices", service.Devices, ResourceShape.Device)
        .Items("gpus", service.Gpus, ResourceShape.Gpu)
        .Size("mem_limit", service.MemoryLimit)
        .Size("mem_reservation", service.MemoryReservation)
        .Size("mem_swappiness", service.MemorySwappiness)
        .Size("memswap_limit", service.MemorySwapLimit)
        .Flag("oom_kill_disable", service.OomKillDisabled)
        .Number("oom_score_adj", service.OomScoreAdjustment)
        .Number("pids_limit", service.PidsLimit)
        .Map("ulimits", service.Ulimits, ResourceShape.Ulimit)

        // How it is set apart.
        .Texts("cap_add", service.CapAdd)
        .Texts("cap_drop", service.CapDrop)
        .Text("cgroup", service.CgroupMode)
        .Text("cgroup_parent", service.CgroupParent)
        .Node("credential_spec", service.CredentialSpec is { } credentials ? RuntimeShape.CredentialSpec(credentials) : null)
        .Texts("device_cgroup_rules", service.DeviceCgroupRules)
        .Texts("group_add", service.GroupAdd)
        .Text("ipc", service.IpcMode?.ToString())
        .Text("isolation", service.Isolation)
        .Text("pid", service.PidMode?.ToString())
        .Flag("privileged", service.Privileged)
        .Texts("security_opt", service.SecurityOptions)
        .Map("sysctls", service.Sysctls)
        .Flag("use_api_socket", service.UseApiSocket)
        .Text("userns_mode", service.UserNamespaceMode)
        .Text("uts", service.UtsMode)

        // Blocks of its own: build, deploy, secrets, configs, models.
        .Node("build", service.Build is { } build ? BuildShape.Of(build) : null)
        .Node("deploy", service.Deploy is { } deploy ? DeployShape.Of(service, deploy, withNulls) : null)
        .Node("develop", service.Develop is { } develop ? LifecycleShape.Develop(develop, withNulls) : null)
        .Items("pre_start", service.PreStart, LifecycleShape.Hook)
        .Items("post_start", service.PostStart, LifecycleShape.Hook)
        .Items("pre_stop", service.PreStop, LifecycleShape.Hook)
        .Map("models", service.Models, ModelShape.Use)
        .Items("env_file", service.EnvironmentFiles, EnvironmentFileShape.Of)
        .Texts("label_file", service.LabelFiles)
        .Items("secrets", service.Secrets, GrantShape.Of)
        .Items("configs", service.Configs, GrantShape.Of)
        .Node("provider", service.Provider is { } provider ? ProviderShape.Of(provider) : null)
        .Mapping;

    private static Node? Command(ImmutableArray<string>? words, bool withNulls) =>
        words is { } list ? ShapeBuilder.List(list) : withNulls ? ShapeBuilder.Null() : null;

    private static Node Dependency(DependencyDefinition dependency) => new ShapeBuilder()
        .Text("condition", dependency.Condition switch
        {
            DependencyCondition.ServiceHealthy => "service_healthy",
            DependencyCondition.ServiceCompletedSuccessfully => "service_completed_successfully",
            _ => "service_started",
        })
        .Flag("restart", dependency.Restart)
        .Flag("required", (bool?)dependency.Required)
        .Mapping;

    private static Node Endpoint(EndpointDefinition endpoint)
    {
        MappingNode settings = new ShapeBuilder()
            .Texts("aliases", endpoint.Aliases)
            .Map("driver_opts", endpoint.DriverOptions)
            .Number("gw_priority", NotZero(endpoint.GatewayPriority))
            .Text("interface_name", endpoint.InterfaceName)
            .Text("ipv4_address", endpoint.Ipv4Address)
            .Text("ipv6_address", endpoint.Ipv6Address)
            .Texts("link_local_ips", endpoint.LinkLocalAddresses)
            .Text("mac_address", endpoint.MacAddress)
            .Number("priority", NotZero(endpoint.Priority))
            .Mapping;
        return settings.Count > 0 || endpoint.SettingsAreWritten ? settings : ShapeBuilder.Null();
    }

    private static long? NotZero(int number) => number == 0 ? null : number;

    private static Node Port(PortDefinition port) => new ShapeBuilder()
        .Text("name", port.Name)
        .Text("mode", port.Mode)
        .Text("host_ip", port.HostIp)
        .Number("target", port.Target)
        .Text("published", port.Published)
        .Text("protocol", port.Protocol)
        .Text("app_protocol", port.AppProtocol)
        .Mapping;

    private static MappingNode Healthcheck(HealthcheckDefinition healthcheck) => new ShapeBuilder()
        .Texts("test", healthcheck.Test)
        .Duration("timeout", healthcheck.Timeout)
        .Duration("interval", healthcheck.Interval)
        .Number("retries", healthcheck.Retries)
        .Duration("start_period", healthcheck.StartPeriod)
        .Duration("start_interval", healthcheck.StartInterval)
        .Flag("disable", healthcheck.Disabled && (healthcheck.Test.IsEmpty || healthcheck.Test[0] != "NONE"))
        .Mapping;
}
