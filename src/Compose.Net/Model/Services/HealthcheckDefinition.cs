using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>How the engine tells whether a container is healthy. A null value leaves the image's, or the engine's default.</summary>
public sealed record HealthcheckDefinition
{
    /// <summary>The test: <c>CMD</c> and its arguments, or <c>CMD-SHELL</c> and one command line. Empty leaves the image's test.</summary>
    public ImmutableArray<string> Test { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether health is not checked at all, also where the image asks for it.</summary>
    public bool Disabled { get; init; }

    /// <summary>The time between two tests. The engine's default is 30 seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long one test may take. The engine's default is 30 seconds.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many tests in a row must fail before the container is unhealthy. The engine's default is 3.</summary>
    public int? Retries { get; init; }

    /// <summary>The time after the start in which failures do not count. The engine's default is 0.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>The time between two tests within <see cref="StartPeriod"/>. Needs engine 25 (API 1.44).</summary>
    public TimeSpan? StartInterval { get; init; }
}
