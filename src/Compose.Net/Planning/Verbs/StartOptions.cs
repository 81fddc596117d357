using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Start"/> starts.</summary>
public sealed record StartOptions
{
    /// <summary>The services, by name; what they depend on comes along. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the plan ends when every container is healthy or, without a health check, running. Defaults to false.</summary>
    public bool Wait { get; init; }

    /// <summary>How long <see cref="Wait"/> waits for each container after its start; then it fails. Null waits without end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? WaitTimeout { get; init => field = TimeLimit.Of(value, nameof(WaitTimeout)); }
}
