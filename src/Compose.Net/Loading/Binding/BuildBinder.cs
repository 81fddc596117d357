using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a build of its canonical mapping.</summary>
internal static class BuildBinder
{
    public static BuildDefinition Bind(MappingNode node) => new()
    {
        Context = node.TextOrNone("context") ?? ".",
        Dockerfile = node.TextOrNone("dockerfile"),
        DockerfileInline = node.TextOrNone("dockerfile_inline"),
        Target = node.TextOrNone("target"),
        Args = node.TextMap("args"),
        AdditionalContexts = node.TextMap("additional_contexts"),
        Labels = node.TextMap("labels"),
        Tags = node.Texts("tags") ?? [],
        Platforms = node.Texts("platforms") ?? [],
        CacheFrom = node.Texts("cache_from") ?? [],
        CacheTo = node.Texts("cache_to") ?? [],
        NoCache = node.IsTrue("no_cache"),
        NoCacheFilter = node.Texts("no_cache_filter") ?? [],
        Pull = node.IsTrue("pull"),
        Network = node.TextOrNone("network"),
        ExtraHosts = node.Get<MappingNode>("extra_hosts")?.ToMap((string _, Node addresses) => Addresses(addresses)) ?? Ordinal.Map<ImmutableArray<string>>(),
        Ssh = node.Get<MappingNode>("ssh")?.ToMap((string _, Node path) => path is ScalarNode { Text.Length: > 0 } text ? text.Text : null) ?? Ordinal.Map<string?>(),
        Secrets = node.Items("secrets", GrantBinder.Bind),
        Entitlements = node.Texts("entitlements") ?? [],
        Privileged = node.IsTrue("privileged"),
        Isolation = node.TextOrNone("isolation"),
        SharedMemorySize = node.Limit("shm_size"),
        Ulimits = node.Get<MappingNode>("ulimits")?.ToMap((string _, Node limit) => ResourceBinder.Ulimit(limit)) ?? Ordinal.Map<UlimitDefinition>(),
        Provenance = node.TextOrNone("provenance"),
        Sbom = node.TextOrNone("sbom"),
    };

    private static ImmutableArray<string> Addresses(Node node) =>
        [.. ((node as SequenceNode)?.Items ?? []).Select(address => ((ScalarNode)address).Text).Order(StringComparer.Ordinal)];
}
