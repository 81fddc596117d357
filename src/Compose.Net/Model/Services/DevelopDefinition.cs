using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>What docker compose watches while a service is developed. It is kept and printed, and has no effect here.</summary>
public sealed record DevelopDefinition
{
    /// <summary>The paths that are watched.</summary>
    public ImmutableArray<WatchRule> Watch { get; init => field = Ordinal.List(value); } = [];
}
