using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Restart"/> restarts, and how.</summary>
public sealed record RestartOptions
{
    /// <summary>The services, by name. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How long each stop waits before the process is killed; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never kills. Null leaves each container's own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? Timeout { get; init => field = TimeLimit.Of(value, nameof(Timeout)); }

    /// <summary>Whether services come along that depend on a named one with <c>restart: true</c>, or share a namespace of it. Defaults to true.</summary>
    public bool WithDependents { get; init; } = true;
}
