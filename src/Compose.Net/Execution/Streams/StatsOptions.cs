using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Which containers are measured, and how often.</summary>
public sealed record StatsOptions
{
    /// <summary>The services. Empty, the default, takes all that have containers.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether containers that do not run are listed too, with nothing measured. Defaults to false.</summary>
    public bool All { get; init; }

    /// <summary>Whether there is one measurement only. Defaults to false: one follows the other, until it is cancelled.</summary>
    public bool Once { get; init; }
}
