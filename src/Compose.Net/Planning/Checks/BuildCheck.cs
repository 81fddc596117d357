using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds what a build asks for and the engine's own builder cannot do: the keys that need BuildKit.</summary>
internal static class BuildCheck
{
    public static void Check(ServiceDefinition service, BuildDefinition build, PlanBuilder plan)
    {
        foreach (string key in NeedsBuildKit(build))
        {
            plan.Error(DiagnosticCodes.NeedsBuildKit, $"The build of service \"{service.Name}\" sets \"{key}\", which needs BuildKit, and images are built here with the engine's own builder. Remove it, or build the image with \"docker compose build {service.Name}\".", "services", service.Name, "build", key);
        }

        if (build.Platforms.Length > 1 && service.Platform is null)
        {
            plan.Error(DiagnosticCodes.NeedsBuildKit, $"The build of service \"{service.Name}\" is for several platforms ({string.Join(", ", build.Platforms)}), and the engine's own builder makes one image. Choose one with the service's \"platform\", or leave one.", "services", service.Name, "build", "platforms");
        }

        foreach (string source in build.CacheFrom.Where(source => source.Contains('=', StringComparison.Ordinal)))
        {
            plan.Warn(DiagnosticCodes.NeedsBuildKit, $"The build of service \"{service.Name}\" takes cached layers from \"{source}\", which needs BuildKit. It is left out; name an image, or remove it.", "services", service.Name, "build", "cache_from");
        }
    }

    private static IEnumerable<string> NeedsBuildKit(BuildDefinition build)
    {
        (string Key, bool IsSet)[] keys =
        [
            ("additional_contexts", !build.AdditionalContexts.IsEmpty),
            ("cache_to", !build.CacheTo.IsEmpty),
            ("entitlements", !build.Entitlements.IsEmpty),
            ("no_cache_filter", !build.NoCacheFilter.IsEmpty),
            ("privileged", build.Privileged),
            ("provenance", IsWanted(build.Provenance)),
            ("sbom", IsWanted(build.Sbom)),
            ("secrets", !build.Secrets.IsEmpty),
            ("ssh", !build.Ssh.IsEmpty),
        ];
        return keys.Where(key => key.IsSet).Select(key => key.Key);
    }

    private static bool IsWanted(string? attestation) => attestation is not (null or "" or "false" or "0");
}
