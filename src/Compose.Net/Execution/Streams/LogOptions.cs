using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>Which lines of a project's containers are read.</summary>
public sealed record LogOptions
{
    /// <summary>The services. Empty, the default, takes all that have containers.</summary>
    public ImmutableArray<string> Services { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The replica number, from 1. Null, the default, takes all replicas. One that is not there has no lines.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below one.</exception>
    public int? Index { get; init => field = value is < 1 ? throw new ArgumentOutOfRangeException(nameof(Index), value, "Replicas count from 1.") : value; }

    /// <summary>Whether lines that are yet to come are waited for, until nothing runs any more. Containers that start meanwhile are followed too. Defaults to false.</summary>
    public bool Follow { get; init; }

    /// <summary>How many of its last lines each container gives at most. Null, the default, takes all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below zero.</exception>
    public int? Tail { get; init => field = value is < 0 ? throw new ArgumentOutOfRangeException(nameof(Tail), value, "There are no fewer lines than none. Give a number from zero on, or null for all.") : value; }

    /// <summary>The earliest moment, by the engine's clock. Null, the default, is the beginning.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest moment, by the engine's clock. Null, the default, is the end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// Gets the error of each container whose log the engine does not keep, for example with <c>logging.driver: none</c>; the lines of the
    /// others are read all the same. Called on the thread that finds it. Null, the default, ends the reading with that error.
    /// </summary>
    public Action<ComposeEngineException>? Unreadable { get; init; }
}
