namespace Compose.Net.Loading.Rules;

/// <summary>Where text, for example from a variable, is read as a number or a truth value.</summary>
internal static class CastRules
{
    private static readonly CastRule Integer = new(CastKind.Integer);
    private static readonly CastRule Number = new(CastKind.Number);
    private static readonly CastRule Boolean = new(CastKind.Boolean);

    public static PathTree<CastRule> Tree { get; } = PathTree<CastRule>.Of(
    [
        ("services.*.scale", Integer),
        ("services.*.healthcheck.retries", Integer),
        ("services.*.healthcheck.disable", Boolean),
        ("services.*.ports[].target", Integer),
        ("services.*.volumes[].read_only", Boolean),
        ("services.*.volumes[].bind.create_host_path", Boolean),
        ("services.*.volumes[].volume.nocopy", Boolean),
        ("services.*.depends_on.*.required", Boolean),
        ("services.*.depends_on.*.restart", Boolean),
        ("networks.*.external", Boolean),
        ("networks.*.internal", Boolean),
        ("networks.*.attachable", Boolean),
        ("networks.*.enable_ipv6", Boolean),
        ("volumes.*.external", Boolean),

        // What a service runs.
        ("services.*.attach", Boolean),
        ("services.*.init", Boolean),
        ("services.*.stdin_open", Boolean),
        ("services.*.tty", Boolean),

        // How it is plugged in.
        ("services.*.networks.*.priority", Integer),
        ("services.*.networks.*.gw_priority", Integer),
        ("networks.*.enable_ipv4", Boolean),

        // Its files.
        ("services.*.read_only", Boolean),

        // What it may use.
        ("services.*.blkio_config.weight", Integer),
        ("services.*.blkio_config.weight_device[].weight", Integer),
        ("services.*.cpu_count", Integer),
        ("services.*.cpu_percent", Integer),
        ("services.*.cpu_period", Integer),
        ("services.*.cpu_quota", Integer),
        ("services.*.cpu_rt_period", Integer),
        ("services.*.cpu_rt_runtime", Integer),
        ("services.*.cpu_shares", Integer),
        ("services.*.cpus", Number),
        ("services.*.oom_kill_disable", Boolean),
        ("services.*.oom_score_adj", Integer),
        ("services.*.pids_limit", Integer),
        ("services.*.ulimits.*", Integer),
        ("services.*.ulimits.*.soft", Integer),
        ("services.*.ulimits.*.hard", Integer),

        // How it is set apart.
        ("services.*.privileged", Boolean),

        // Blocks of their own: build, deploy, secrets, configs, models.
        ("services.*.env_file[].required", Boolean),
        ("services.*.build.no_cache", Boolean),
        ("services.*.build.pull", Boolean),
        ("services.*.build.privileged", Boolean),
        ("services.*.build.ulimits.*", Integer),
        ("services.*.build.ulimits.*.soft", Integer),
        ("services.*.build.ulimits.*.hard", Integer),
        ("services.*.deploy.replicas", Integer),
        ("services.*.deploy.update_config.parallelism", Integer),
        ("services.*.deploy.update_config.max_failure_ratio", Number),
        ("services.*.deploy.rollback_config.parallelism", Integer),
        ("services.*.deploy.rollback_config.max_failure_ratio", Number),
        ("services.*.deploy.resources.limits.cpus", Number),
        ("services.*.deploy.resources.limits.pids", Integer),
        ("services.*.deploy.resources.reservations.cpus", Number),
        ("services.*.deploy.restart_policy.max_attempts", Integer),
        ("services.*.deploy.placement.max_replicas_per_node", Integer),
        ("services.*.develop.watch[].initial_sync", Boolean),
        ("services.*.develop.watch[].exec.privileged", Boolean),
        ("services.*.pre_start[].privileged", Boolean),
        ("services.*.pre_start[].per_replica", Boolean),
        ("services.*.post_start[].privileged", Boolean),
        ("services.*.pre_stop[].privileged", Boolean),
        ("models.*.context_size", Integer),
        ("secrets.*.external", Boolean),
        ("configs.*.external", Boolean),
    ]);
}
