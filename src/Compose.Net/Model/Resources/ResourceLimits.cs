namespace Compose.Net.Model;

/// <summary>The most that a container may use. Null always leaves it open.</summary>
public sealed record ResourceLimits
{
    /// <summary>How many processors, with fractions.</summary>
    public double? Cpus { get; init; }

    /// <summary>The memory in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The processes and threads; -1 is no limit.</summary>
    public long? Pids { get; init; }
}
