using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>How an image is built, with the engine's own builder. A plan refuses what only BuildKit can do.</summary>
public sealed record BuildDefinition
{
    /// <summary>The folder, or the URL, that the build sees. Defaults to <c>.</c>; loading makes it absolute.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The Dockerfile, from the context on. Null where <see cref="DockerfileInline"/> takes its place, or for <c>Dockerfile</c>.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The text of the Dockerfile, in place of a file.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>The build stage to stop at.</summary>
    public string? Target { get; init; }

    /// <summary>The build's arguments.</summary>
    public ImmutableSortedDictionary<string, string> Args { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Further contexts by name: folders, URLs, images as <c>docker-image://name</c> or other services as <c>service:name</c>.</summary>
    public ImmutableSortedDictionary<string, string> AdditionalContexts { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The labels of the image.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Further names of the image.</summary>
    public ImmutableArray<string> Tags { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The platforms to build for, for example <c>linux/arm64</c>.</summary>
    public ImmutableArray<string> Platforms { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Where cached layers come from.</summary>
    public ImmutableArray<string> CacheFrom { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Where cached layers go to.</summary>
    public ImmutableArray<string> CacheTo { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether no cached layer is used. Defaults to false.</summary>
    public bool NoCache { get; init; }

    /// <summary>The stages for which no cached layer is used.</summary>
    public ImmutableArray<string> NoCacheFilter { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether base images are always pulled. Defaults to false.</summary>
    public bool Pull { get; init; }

    /// <summary>The network of the build's commands, for example <c>host</c> or <c>none</c>.</summary>
    public string? Network { get; init; }

    /// <summary>Lines for the hosts file of the build's commands: IP addresses, or <c>host-gateway</c>, by host name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> ExtraHosts { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ImmutableArray<string>>();

    /// <summary>The SSH agents and keys of the build by name; a null path is the agent of the environment.</summary>
    public ImmutableSortedDictionary<string, string?> Ssh { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string?>();

    /// <summary>The secrets that the build may read.</summary>
    public ImmutableArray<FileGrant> Secrets { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What the build is allowed beyond the usual, for example <c>network.host</c>.</summary>
    public ImmutableArray<string> Entitlements { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the build's commands run with all rights. Defaults to false.</summary>
    public bool Privileged { get; init; }

    /// <summary>How the build's containers are set apart; of use on Windows only.</summary>
    public string? Isolation { get; init; }

    /// <summary>The size of <c>/dev/shm</c> for the build's commands, in bytes.</summary>
    public long? SharedMemorySize { get; init; }

    /// <summary>The limits of the build's processes by name, for example <c>nofile</c>.</summary>
    public ImmutableSortedDictionary<string, UlimitDefinition> Ulimits { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<UlimitDefinition>();

    /// <summary>The attestation of how the image was made: a truth value, or options such as <c>mode=max</c>.</summary>
    public string? Provenance { get; init; }

    /// <summary>The attestation of what the image holds: a truth value, or options.</summary>
    public string? Sbom { get; init; }
}
