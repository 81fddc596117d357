using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Stop"/> stops, and how.</summary>
public sealed record StopOptions
{
    /// <summary>The services, by name, and no others. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How long each stop waits before the process is killed; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> never kills. Null leaves each container's own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? Timeout { get; init => field = TimeLimit.Of(value, nameof(Timeout)); }
}
