using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a build.</summary>
internal static class BuildShape
{
    public static Node Of(BuildDefinition build) => new ShapeBuilder()
        .Text("context", build.Context)
        .Text("dockerfile", Dockerfile(build))
        .Text("dockerfile_inline", build.DockerfileInline)
        .Texts("entitlements", build.Entitlements)
        .Map("args", build.Args)
        .Text("provenance", build.Provenance)
        .Text("sbom", build.Sbom)
        .Texts("ssh", [.. build.Ssh.Select(key => key.Value is null ? key.Key : $"{key.Key}={key.Value}")])
        .Map("labels", build.Labels)
        .Texts("cache_from", build.CacheFrom)
        .Texts("cache_to", build.CacheTo)
        .Flag("no_cache", build.NoCache)
        .Texts("no_cache_filter", build.NoCacheFilter)
        .Map("additional_contexts", build.AdditionalContexts)
        .Flag("pull", build.Pull)
        .Texts("extra_hosts", ExtraHosts(build.ExtraHosts))
        .Text("isolation", build.Isolation)
        .Text("network", build.Network)
        .Text("target", build.Target)
        .Items("secrets", build.Secrets, GrantShape.Of)
        .Size("shm_size", build.SharedMemorySize)
        .Texts("tags", build.Tags)
        .Map("ulimits", build.Ulimits, ResourceShape.Ulimit)
        .Texts("platforms", build.Platforms)
        .Flag("privileged", build.Privileged)
        .Mapping;

    // A key that is left out is read back as "Dockerfile", an empty one as none.
    private static string? Dockerfile(BuildDefinition build) => build.Dockerfile ?? (build.DockerfileInline is null ? "" : null);

    private static ImmutableArray<string> ExtraHosts(ImmutableSortedDictionary<string, ImmutableArray<string>> hosts) =>
        [.. hosts.SelectMany(host => host.Value.Select(address => $"{host.Key}={address}"))];
}
