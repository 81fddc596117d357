using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Something that happened to a container of a project, as the engine tells it.</summary>
public sealed record ContainerEvent
{
    /// <summary>What happened, in the engine's words: <c>create</c>, <c>start</c>, <c>die</c>, <c>health_status: healthy</c>, <c>exec_create: sh -c date</c>, ...</summary>
    public required string Action { get; init; }

    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>The engine's id of the container.</summary>
    public required string ContainerId { get; init; }

    /// <summary>When it happened, by the engine's clock, in nanoseconds since 1970 in UTC.</summary>
    public long UnixTimeNanoseconds { get; init; }

    /// <summary>When it happened, by the engine's clock, cut to 100 nanoseconds.</summary>
    public DateTimeOffset Time => EngineTime.ToDateTimeOffset(UnixTimeNanoseconds);

    /// <summary>The exit code that a <c>die</c> or an <c>exec_die</c> tells. Null where there is none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>All that the engine says besides, with the image's name and the user's labels. Labels of docker compose and of this library are left out.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The replica number; 0 where there is none.</summary>
    internal int Number { get; init; }
}
