using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Stop"/> stops, and how.</summary>
public sealed record StopOptions
{
    /// <summary>The services, by name, and no others. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How long each stop waits before the process is killed. Null leaves each container's own time.</summary>
    public TimeSpan? Timeout { get; init; }
}
