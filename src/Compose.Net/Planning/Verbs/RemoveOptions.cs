using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Remove"/> removes, and how.</summary>
public sealed record RemoveOptions
{
    /// <summary>The services, by name, and no others. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether containers that run are stopped first. Defaults to false, which leaves them alone.</summary>
    public bool Stop { get; init; }

    /// <summary>Whether the containers' anonymous volumes go with them. Named ones stay in any case. Defaults to false.</summary>
    public bool RemoveAnonymousVolumes { get; init; }
}
