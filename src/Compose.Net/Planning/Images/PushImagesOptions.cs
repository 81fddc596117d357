using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Which images are sent to their registries, and what a failure means.</summary>
public sealed record PushImagesOptions
{
    /// <summary>The services whose images are sent, by name. Empty takes all that are enabled. Those without a <c>build</c> are left out: their images come from elsewhere.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the images of what they depend on are sent too. Defaults to false.</summary>
    public bool IncludeDependencies { get; init; }

    /// <summary>Whether an image that cannot be sent is only reported. Defaults to false.</summary>
    public bool IgnoreFailures { get; init; }
}
