using System.Collections.Immutable;

namespace Compose.Net.Loading.Rules;

/// <summary>What each key comes to. docs/compatibility.md has a row for each; a test holds the two together.</summary>
internal static class KeyEffects
{
    /// <summary>Keys that change nothing, with all keys below them.</summary>
    private static readonly ImmutableArray<string> WithoutEffect =
    [
        // For people, and for older files.
        "version",
        "services.*.ports[].app_protocol",
        "services.*.ports[].name",

        // For a swarm.
        "configs.*.labels",
        "configs.*.template_driver",
        "secrets.*.driver",
        "secrets.*.driver_opts",
        "secrets.*.labels",
        "secrets.*.template_driver",
        "services.*.deploy.endpoint_mode",
        "services.*.deploy.labels",
        "services.*.deploy.mode",
        "services.*.deploy.placement",
        "services.*.deploy.resources.reservations.cpus",
        "services.*.deploy.resources.reservations.generic_resources",
        "services.*.deploy.restart_policy.delay",
        "services.*.deploy.restart_policy.window",
        "services.*.deploy.rollback_config",
        "services.*.deploy.update_config",
        "services.*.ports[].mode",

        // For tools that watch sources.
        "services.*.develop",
        "services.*.pull_refresh_after",

        // For mounts of engines on other systems.
        "services.*.credential_spec",
        "services.*.volumes[].consistency",
    ];

    /// <summary>Keys that only loading knows yet, with all keys below them.</summary>
    private static readonly ImmutableArray<string> NotPlanned =
    [
        "models",

        // The engine's own builder does not know them; a build without BuildKit has them only as wishes.
        "services.*.build.additional_contexts",
        "services.*.build.cache_to",
        "services.*.build.entitlements",
        "services.*.build.no_cache_filter",
        "services.*.build.privileged",
        "services.*.build.provenance",
        "services.*.build.sbom",
        "services.*.build.secrets",
        "services.*.build.ssh",
        "services.*.models",
        "services.*.pre_start[].per_replica",
        "services.*.provider",
        "services.*.use_api_socket",

        // Only a swarm keeps them.
        "configs.*.external",
        "secrets.*.external",
    ];

    /// <summary>Every key that has a name of its own, by its path.</summary>
    public static IEnumerable<(string Path, KeyEffect Effect)> All => KeyRules.Tree.Named().Select(row => (row.Path, Of(row.Path)));

    private static KeyEffect Of(string path) =>
        WithoutEffect.Any(above => IsAt(path, above)) ? KeyEffect.None
        : NotPlanned.Any(above => IsAt(path, above)) ? KeyEffect.NotPlanned
        : KeyEffect.Supported;

    private static bool IsAt(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');
}
