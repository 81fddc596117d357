namespace Compose.Net.Execution;

/// <summary>What a container uses at a moment. What the engine does not tell is 0.</summary>
public sealed record ContainerStats
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>The engine's id of the container.</summary>
    public required string ContainerId { get; init; }

    /// <summary>The share of one processor over the last second, in percent; of several, it may be more than 100.</summary>
    public double CpuPercent { get; init; }

    /// <summary>The memory in use without what the kernel could drop at once, in bytes.</summary>
    public long MemoryUsed { get; init; }

    /// <summary>The memory that it may use, in bytes: its limit, or all that the machine has.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>How much of the limit is in use, in percent.</summary>
    public double MemoryPercent => MemoryLimit == 0 ? 0 : 100.0 * MemoryUsed / MemoryLimit;

    /// <summary>Bytes received over all its networks since it started.</summary>
    public long NetworkReceived { get; init; }

    /// <summary>Bytes sent over all its networks since it started.</summary>
    public long NetworkSent { get; init; }

    /// <summary>Bytes read from disks since it started.</summary>
    public long BlockRead { get; init; }

    /// <summary>Bytes written to disks since it started.</summary>
    public long BlockWritten { get; init; }

    /// <summary>How many processes and threads it has.</summary>
    public long Processes { get; init; }
}
