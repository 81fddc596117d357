namespace Compose.Net.Execution;

/// <summary>Something that came out of a container: a <see cref="LogLine"/>, or its end, a <see cref="ContainerExit"/>.</summary>
public abstract record ContainerOutput
{
    private protected ContainerOutput()
    {
    }

    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>The replica number; 0 for a one-off container.</summary>
    public int Number { get; init; }

    /// <summary>When it was written or ended, by the engine's clock, in nanoseconds since 1970 in UTC; 0 where the engine does not tell.</summary>
    public long UnixTimeNanoseconds { get; init; }

    /// <summary>When it was written or ended, by the engine's clock, cut to 100 nanoseconds. Null where the engine does not tell.</summary>
    public DateTimeOffset? Timestamp => UnixTimeNanoseconds == 0 ? null : EngineTime.ToDateTimeOffset(UnixTimeNanoseconds);
}
