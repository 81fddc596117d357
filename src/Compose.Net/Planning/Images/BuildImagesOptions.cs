using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Which images are built, and how.</summary>
public sealed record BuildImagesOptions
{
    /// <summary>The services whose images are built, by name. Empty takes all that are enabled and have a <c>build</c>.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the images of what they depend on are built too. Defaults to false.</summary>
    public bool IncludeDependencies { get; init; }

    /// <summary>Arguments of all builds; they win over those of the file.</summary>
    public ImmutableSortedDictionary<string, string> Args { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether no cached layer is used. Defaults to false, which leaves it to each build.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether base images are always fetched. Defaults to false, which leaves it to each build.</summary>
    public bool Pull { get; init; }

    /// <summary>How much memory each step of a build may use, in bytes. Null, the default, sets no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Whether each image is sent to its registry once it is built. Defaults to false.</summary>
    public bool Push { get; init; }
}
