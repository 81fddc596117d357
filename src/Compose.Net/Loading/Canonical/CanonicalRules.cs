using Compose.Net.Loading.Rules;

namespace Compose.Net.Loading.Canonical;

/// <summary>Where several forms of a value come to one.</summary>
internal static class CanonicalRules
{
    private static readonly CanonicalRule Environment = new(KeyValueForm.KeepNulls, TextPart.Name);
    private static readonly CanonicalRule KeyValues = new(KeyValueForm.NullIsEmpty, TextPart.Name);
    private static readonly CanonicalRule Command = new(CommandForm.Apply);
    private static readonly CanonicalRule UniqueTexts = new(UniqueTextForm.Apply, TextPart.None);
    private static readonly CanonicalRule Size = new(SizeForm.Apply);
    private static readonly CanonicalRule TextList = new(TextListForm.Apply, TextPart.None);
    private static readonly CanonicalRule WholeNumber = new(WholeNumberForm.Apply);
    private static readonly CanonicalRule LongNumber = new(WholeNumberForm.Long);
    private static readonly CanonicalRule External = new(ExternalForm.Apply, TextPart.None);

    public static PathTree<CanonicalRule> Tree { get; } = PathTree<CanonicalRule>.Of(
    [
        ("include[]", new(SingleKeyForm.Path, TextPart.None)),
        ("include[].path", new(TextListForm.Apply, TextPart.None)),
        ("include[].env_file", new(TextListForm.Apply, TextPart.None)),
        ("services.*.extends", new(SingleKeyForm.Service, TextPart.None)),
        ("services.*.command", Command),
        ("services.*.entrypoint", Command),
        ("services.*.environment", Environment),
        ("services.*.labels", KeyValues),
        ("services.*.profiles", UniqueTexts),
        ("services.*.ports", new(PortForm.Apply)),
        ("services.*.volumes[].tmpfs.mode", new(FileModeForm.Apply)),
        ("services.*.volumes[]", new(MountForm.Item)),
        ("services.*.volumes", new(MountForm.List)),
        ("services.*.healthcheck.test", new(HealthcheckTestForm.Apply)),
        ("services.*.depends_on", new(NameListForm.Dependencies, TextPart.Name)),
        ("services.*.networks", new(NameListForm.Networks, TextPart.Name)),
        ("services.*.networks.*.aliases", UniqueTexts),
        ("networks.*", External),
        ("networks.*.driver_opts", KeyValues),
        ("networks.*.labels", KeyValues),
        ("volumes.*", External),
        ("volumes.*.driver_opts", KeyValues),
        ("volumes.*.labels", KeyValues),

        // What a service runs.
        ("services.*.annotations", KeyValues),
        ("services.*.logging.options", KeyValues),

        // How it is plugged in.
        ("services.*.dns", TextList),
        ("services.*.dns_search", TextList),
        ("services.*.expose", new(ExposeForm.Apply)),
        ("services.*.extra_hosts", new(ExtraHostsForm.Apply)),
        ("services.*.networks.*.driver_opts", KeyValues),
        ("services.*.networks.*.priority", WholeNumber),
        ("services.*.networks.*.gw_priority", WholeNumber),

        // Its files.
        ("services.*.tmpfs", TextList),
        ("services.*.storage_opt", KeyValues),
        ("services.*.volumes[].volume.labels", KeyValues),

        // What it may use.
        ("services.*.blkio_config.device_read_bps[].rate", Size),
        ("services.*.blkio_config.device_read_iops[].rate", Size),
        ("services.*.blkio_config.device_write_bps[].rate", Size),
        ("services.*.blkio_config.device_write_iops[].rate", Size),
        ("services.*.cpu_period", LongNumber),
        ("services.*.cpu_quota", LongNumber),
        ("services.*.cpu_rt_period", LongNumber),
        ("services.*.cpu_rt_runtime", LongNumber),
        ("services.*.cpu_shares", LongNumber),
        ("services.*.devices[]", new(DeviceForm.Apply)),
        ("services.*.gpus[].capabilities", UniqueTexts),
        ("services.*.gpus[].count", new(GpuForm.Count)),
        ("services.*.gpus[].device_ids", UniqueTexts),
        ("services.*.gpus[].options", KeyValues),
        ("services.*.gpus[]", new(GpuForm.Item)),
        ("services.*.gpus", new(GpuForm.All)),
        ("services.*.mem_limit", Size),
        ("services.*.mem_reservation", Size),
        ("services.*.mem_swappiness", Size),
        ("services.*.memswap_limit", Size),
        ("services.*.pids_limit", LongNumber),
        ("services.*.ulimits.*", new(UlimitForm.Apply)),

        // How it is set apart.
        ("services.*.group_add", UniqueTexts),
        ("services.*.sysctls", KeyValues),

        // Blocks of their own: build, deploy, secrets, configs, models.
        ("services.*.env_file", new(EnvironmentFileForm.Apply, TextPart.None)),
        ("services.*.label_file", new(TextListForm.Apply, TextPart.None)),
        ("services.*.build", new(SingleKeyForm.Context, TextPart.None)),
        ("services.*.build.args", Environment),
        ("services.*.build.labels", KeyValues),
        ("services.*.build.additional_contexts", new(NamedPathForm.Contexts, TextPart.Name)),
        ("services.*.build.ssh", new(NamedPathForm.Keys, TextPart.Name)),
        ("services.*.build.extra_hosts", new(ExtraHostsForm.Apply)),
        ("services.*.build.no_cache_filter", new(TextListForm.Apply, TextPart.None)),
        ("services.*.build.provenance", new(TypedTextForm.Apply, TextPart.None)),
        ("services.*.build.sbom", new(TypedTextForm.Apply, TextPart.None)),
        ("services.*.build.secrets[]", new(SingleKeyForm.Source, TextPart.None)),
        ("services.*.build.secrets[].mode", new(FileModeForm.Apply)),
        ("services.*.secrets[]", new(SingleKeyForm.Source, TextPart.None)),
        ("services.*.secrets[].mode", new(FileModeForm.Apply)),
        ("services.*.configs[]", new(SingleKeyForm.Source, TextPart.None)),
        ("services.*.configs[].mode", new(FileModeForm.Apply)),
        ("services.*.build.shm_size", Size),
        ("services.*.build.ulimits.*", new(UlimitForm.Apply)),
        ("services.*.deploy.labels", KeyValues),
        ("services.*.deploy.resources.limits.memory", Size),
        ("services.*.deploy.resources.reservations.memory", Size),
        ("services.*.deploy.resources.reservations.devices[].capabilities", UniqueTexts),
        ("services.*.deploy.resources.reservations.devices[].count", new(GpuForm.Count)),
        ("services.*.deploy.resources.reservations.devices[].device_ids", UniqueTexts),
        ("services.*.deploy.resources.reservations.devices[].options", KeyValues),
        ("services.*.deploy.resources.reservations.devices[]", new(GpuForm.Item)),
        ("services.*.develop.watch[]", new(WatchForm.Apply)),
        ("services.*.develop.watch[].include", TextList),
        ("services.*.develop.watch[].ignore", TextList),
        .. Hook("services.*.develop.watch[].exec"),
        .. Hook("services.*.pre_start[]"),
        .. Hook("services.*.post_start[]"),
        .. Hook("services.*.pre_stop[]"),
        ("services.*.models", new(NameListForm.Networks)),
        ("secrets.*", External),
        ("secrets.*.labels", KeyValues),
        ("secrets.*.driver_opts", KeyValues),
        ("configs.*", External),
        ("configs.*.labels", KeyValues),
    ]);

    private static IEnumerable<(string Pattern, CanonicalRule Rule)> Hook(string path) => [($"{path}.command", Command), ($"{path}.environment", Environment)];
}
