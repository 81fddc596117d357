using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Which images are fetched, and what a failure means.</summary>
public sealed record PullImagesOptions
{
    /// <summary>The services whose images are fetched, by name. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the images of what they depend on are fetched too. Defaults to false.</summary>
    public bool IncludeDependencies { get; init; }

    /// <summary>The pull policy of all services, in place of each service's own. Null leaves each its own.</summary>
    public PullPolicy? Policy { get; init; }

    /// <summary>Whether images that can be built are left out. Defaults to false.</summary>
    public bool IgnoreBuildable { get; init; }

    /// <summary>Whether an image that cannot be fetched is only reported. Defaults to false; for one that can be built it is always so.</summary>
    public bool IgnoreFailures { get; init; }
}
