using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>Which events of a project's containers are read.</summary>
public sealed record EventOptions
{
    /// <summary>The services. Empty, the default, takes all.</summary>
    public ImmutableArray<string> Services { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The earliest moment, by the engine's clock. Null, the default, is now or, where <see cref="Until"/> has passed, as far back as the engine remembers: the last 256 events.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest moment, by the engine's clock. Null, the default, waits for events until it is cancelled.</summary>
    public DateTimeOffset? Until { get; init; }
}
