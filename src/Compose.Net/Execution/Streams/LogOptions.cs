using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>Which lines of a project's containers are read.</summary>
public sealed record LogOptions
{
    /// <summary>The services. Empty, the default, takes all that have containers.</summary>
    public ImmutableArray<string> Services { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The replica number, from 1. Null, the default, takes all replicas.</summary>
    public int? Index { get; init; }

    /// <summary>Whether lines that are yet to come are waited for, until nothing runs any more. Containers that start meanwhile are followed too. Defaults to false.</summary>
    public bool Follow { get; init; }

    /// <summary>How many of its last lines each container gives at most. Null, the default, takes all.</summary>
    public int? Tail { get; init; }

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
