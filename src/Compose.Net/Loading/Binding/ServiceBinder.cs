using System.Collections.Immutable;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a service of its canonical mapping.</summary>
internal static class ServiceBinder
{
    public static ServiceDefinition Bind(string name, MappingNode node) => new()
    {
        Name = name,
        Image = node.TextOrNone("image"),
        Command = node.Texts("command"),
        Entrypoint = node.Texts("entrypoint"),
        Environment = Environment(node),
        Labels = node.TextMap("labels"),
        User = node.TextOrNone("user"),
        WorkingDirectory = node.TextOrNone("working_dir"),
        Hostname = node.TextOrNone("hostname"),
        ContainerName = node.TextOrNone("container_name"),
        Restart = node.TextOrNone("restart") is { } restart ? RestartPolicies.Parse(restart) : null,
        StopSignal = node.TextOrNone("stop_signal"),
        StopGracePeriod = node.Duration("stop_grace_period"),
        Ports = node.Items("ports", Port),
        Mounts = node.Items("volumes", MountBinder.Bind),
        Healthcheck = node.Get<MappingNode>("healthcheck") is { } healthcheck ? HealthcheckBinder.Bind(healthcheck) : null,
        DependsOn = node.Get<MappingNode>("depends_on") is { } dependencies ? dependencies.ToMap(Dependency) : Ordinal.Map<DependencyDefinition>(),
        Networks = node.Get<MappingNode>("networks") is { } networks ? networks.ToMap((string _, Node endpoint) => Endpoint(endpoint)) : Ordinal.Map<EndpointDefinition>(),
        NetworkMode = node.TextOrNone("network_mode") is { } mode ? NetworkModes.Parse(mode) : null,
        Scale = node.Number("scale") ?? node.Get<MappingNode>("deploy")?.Number("replicas") ?? 1,
        ScaleIsWritten = node.Contains("scale"),
        Profiles = node.Texts("profiles") ?? [],

        // What it runs.
        Annotations = node.TextMap("annotations"),
        Attach = node.Flag("attach"),
        DomainName = node.TextOrNone("domainname"),
        Init = node.Flag("init"),
        Logging = node.Get<MappingNode>("logging") is { } logging ? RuntimeBinder.Logging(logging) : null,
        Platform = node.TextOrNone("platform"),
        PullPolicy = node.TextOrNone("pull_policy") is { } pull ? PullPolicies.Parse(pull) : null,
        Runtime = node.TextOrNone("runtime"),
        StdinOpen = node.IsTrue("stdin_open"),
        Tty = node.IsTrue("tty"),

        // How it is plugged in.
        DnsServers = node.Texts("dns") ?? [],
        DnsOptions = node.Texts("dns_opt") ?? [],
        DnsSearch = node.Texts("dns_search") ?? [],
        Expose = node.Texts("expose") ?? [],
        ExtraHosts = node.Get<MappingNode>("extra_hosts") is { } hosts ? hosts.ToMap((string host, Node _) => Hosts(hosts, host)) : Ordinal.Map<ImmutableArray<string>>(),
        Links = Each(node, "links", LinkSyntax.Parse),
        ExternalLinks = Each(node, "external_links", LinkSyntax.Parse),
        MacAddress = node.TextOrNone("mac_address"),

        // Its files.
        ReadOnly = node.IsTrue("read_only"),
        Tmpfs = Each(node, "tmpfs", TmpfsSyntax.Parse),
        VolumesFrom = Each(node, "volumes_from", VolumesFromSyntax.Parse),
        SharedMemorySize = node.Text("shm_size") is { } size && ByteSizes.TryParse(size, out long bytes) && bytes > 0 ? bytes : null,
        StorageOptions = node.TextMap("storage_opt"),

        // What it may use.
        Blkio = node.Get<MappingNode>("blkio_config") is { } blkio ? ResourceBinder.Blkio(blkio) : null,
        CpuCount = node.Limit("cpu_count"),
        CpuPercent = (int?)node.Limit("cpu_percent"),
        CpuPeriod = node.Limit("cpu_period"),
        CpuQuota = node.Limit("cpu_quota"),
        CpuRealtimePeriod = node.Limit("cpu_rt_period"),
        CpuRealtimeRuntime = node.Limit("cpu_rt_runtime"),
        CpuShares = node.Limit("cpu_shares"),
        Cpus = node.Fraction("cpus"),
        CpuSet = node.TextOrNone("cpuset"),
        Devices = node.Items("devices", ResourceBinder.Device),
        Gpus = node.Items("gpus", ResourceBinder.Gpu),
        MemoryLimit = node.Limit("mem_limit"),
        MemoryReservation = node.Limit("mem_reservation"),
        MemorySwappiness = node.Number("mem_swappiness"),
        MemorySwapLimit = node.Limit("memswap_limit"),
        OomKillDisabled = node.IsTrue("oom_kill_disable"),
        OomScoreAdjustment = (int?)node.Limit("oom_score_adj"),
        PidsLimit = node.Limit("pids_limit"),
        Ulimits = node.Get<MappingNode>("ulimits") is { } ulimits ? ulimits.ToMap((string _, Node limit) => ResourceBinder.Ulimit(limit)) : Ordinal.Map<UlimitDefinition>(),

        // How it is set apart.
        CapAdd = node.Texts("cap_add") ?? [],
        CapDrop = node.Texts("cap_drop") ?? [],
        CgroupMode = node.TextOrNone("cgroup"),
        CgroupParent = node.TextOrNone("cgroup_parent"),
        CredentialSpec = node.Get<MappingNode>("credential_spec") is { } credentials ? RuntimeBinder.CredentialSpec(credentials) : null,
        DeviceCgroupRules = node.Texts("device_cgroup_rules") ?? [],
        GroupAdd = node.Texts("group_add") ?? [],
        IpcMode = node.TextOrNone("ipc") is { } ipc ? NamespaceModes.Ipc(ipc) : null,
        Isolation = node.TextOrNone("isolation"),
        PidMode = node.TextOrNone("pid") is { } pid ? NamespaceModes.Pid(pid) : null,
        Privileged = node.IsTrue("privileged"),
        SecurityOptions = node.Texts("security_opt") ?? [],
        Sysctls = node.TextMap("sysctls"),
        UseApiSocket = node.IsTrue("use_api_socket"),
        UserNamespaceMode = node.TextOrNone("userns_mode"),
        UtsMode = node.TextOrNone("uts"),

        // Blocks of its own: build, deploy, secrets, configs, models.
        Build = node.Get<MappingNode>("build") is { } build ? BuildBinder.Bind(build) : null,
        Deploy = node.Get<MappingNode>("deploy") is { } deploy ? DeployBinder.Bind(deploy) : null,
        Develop = node.Get<MappingNode>("develop") is { } develop ? LifecycleBinder.Develop(develop) : null,
        PreStart = node.Items("pre_start", LifecycleBinder.Hook),
        PostStart = node.Items("post_start", LifecycleBinder.Hook),
        PreStop = node.Items("pre_stop", LifecycleBinder.Hook),
        Models = node.Get<MappingNode>("models") is { } models ? models.ToMap((string _, Node use) => ModelBinder.Use(use)) : Ordinal.Map<ModelUse>(),
        EnvironmentFiles = node.Items("env_file", EnvironmentFile),
        LabelFiles = node.Texts("label_file") ?? [],
        Secrets = node.Items("secrets", GrantBinder.Bind),
        Configs = node.Items("configs", GrantBinder.Bind),
        Provider = node.Get<MappingNode>("provider") is { } provider ? ProviderBinder.Bind(provider) : null,
    };

    private static ImmutableSortedDictionary<string, string?> Environment(MappingNode node) =>
        node.Get<MappingNode>("environment") is { } environment
            ? environment.ToMap((string _, Node value) => value is ScalarNode { IsNull: false } scalar ? scalar.Text : null)
            : Ordinal.Map<string?>();

    private static EnvironmentFileReference EnvironmentFile(MappingNode node) => new(node.Text("path") ?? "")
    {
        Required = node.Flag("required") ?? true,
        Raw = node.Text("format") == "raw",
    };

    // As docker compose does: so the order of the file's lines makes no new container.
    private static ImmutableArray<string> Hosts(MappingNode hosts, string host) => [.. (hosts.Texts(host) ?? []).Order(StringComparer.Ordinal)];

    private static ImmutableArray<T> Each<T>(MappingNode node, string key, Func<string, T> parse) => [.. (node.Texts(key) ?? []).Select(parse)];

    private static PortDefinition Port(MappingNode node) => new()
    {
        Target = node.Number("target") ?? 0,
        Published = node.TextOrNone("published"),
        HostIp = node.TextOrNone("host_ip"),
        Protocol = node.TextOrNone("protocol")?.ToLowerInvariant() ?? "tcp",
        Mode = node.TextOrNone("mode") ?? "ingress",
        Name = node.TextOrNone("name"),
        AppProtocol = node.TextOrNone("app_protocol"),
    };

    private static DependencyDefinition Dependency(string name, MappingNode node) => new()
    {
        Condition = node.Text("condition") switch
        {
            "service_healthy" => DependencyCondition.ServiceHealthy,
            "service_completed_successfully" => DependencyCondition.ServiceCompletedSuccessfully,
            _ => DependencyCondition.ServiceStarted,
        },
        Required = node.Flag("required") ?? true,
        Restart = node.IsTrue("restart"),
    };

    private static EndpointDefinition Endpoint(Node node) => node is MappingNode settings
        ? new EndpointDefinition
        {
            Aliases = settings.Texts("aliases") ?? [],
            Ipv4Address = settings.TextOrNone("ipv4_address"),
            Ipv6Address = settings.TextOrNone("ipv6_address"),
            LinkLocalAddresses = settings.Texts("link_local_ips") ?? [],
            MacAddress = settings.TextOrNone("mac_address"),
            InterfaceName = settings.TextOrNone("interface_name"),
            DriverOptions = settings.TextMap("driver_opts"),
            Priority = settings.Number("priority") ?? 0,
            GatewayPriority = settings.Number("gw_priority") ?? 0,
            SettingsAreWritten = true,
        }
        : new EndpointDefinition();
}
