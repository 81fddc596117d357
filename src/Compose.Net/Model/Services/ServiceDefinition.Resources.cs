using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <content>What the service's containers may use of the machine. Null always leaves the engine's default, which is no limit where nothing else is said.</content>
public sealed partial record ServiceDefinition
{
    /// <summary>Weights and limits for block devices (<c>blkio_config</c>).</summary>
    public BlkioDefinition? Blkio { get; init; }

    /// <summary>How many processors can be used, on Windows only (<c>cpu_count</c>).</summary>
    public long? CpuCount { get; init; }

    /// <summary>The usable share of the processors in percent, 1 to 100, on Windows only (<c>cpu_percent</c>).</summary>
    public int? CpuPercent { get; init; }

    /// <summary>The length of a scheduling period in microseconds (<c>cpu_period</c>). The engine's default is 100,000.</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>The processor time within a <see cref="CpuPeriod"/> in microseconds; -1 is no limit (<c>cpu_quota</c>).</summary>
    public long? CpuQuota { get; init; }

    /// <summary>The length of a real-time scheduling period in microseconds (<c>cpu_rt_period</c>).</summary>
    public long? CpuRealtimePeriod { get; init; }

    /// <summary>The real-time processor time within a <see cref="CpuRealtimePeriod"/> in microseconds (<c>cpu_rt_runtime</c>).</summary>
    public long? CpuRealtimeRuntime { get; init; }

    /// <summary>The weight against other containers when processors are short (<c>cpu_shares</c>). The engine's default is 1,024.</summary>
    public long? CpuShares { get; init; }

    /// <summary>How many processors can be used at most, with fractions (<c>cpus</c>).</summary>
    public double? Cpus { get; init; }

    /// <summary>The processors that can be used, for example <c>0-3,7</c> (<c>cpuset</c>).</summary>
    public string? CpuSet { get; init; }

    /// <summary>The devices of the host that can be used (<c>devices</c>).</summary>
    public ImmutableArray<DeviceMapping> Devices { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The GPUs that are asked for (<c>gpus</c>).</summary>
    public ImmutableArray<GpuRequest> Gpus { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most memory, in bytes (<c>mem_limit</c>).</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The memory to come down to when the host is short of it, in bytes (<c>mem_reservation</c>).</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>How readily memory is swapped out, 0 (never) to 100, or -1 for the host's own setting (<c>mem_swappiness</c>). 0 is a value and differs from null.</summary>
    public int? MemorySwappiness { get; init; }

    /// <summary>The most memory and swap together, in bytes; -1 is no limit (<c>memswap_limit</c>).</summary>
    public long? MemorySwapLimit { get; init; }

    /// <summary>Whether no process is killed when memory runs out (<c>oom_kill_disable</c>). Defaults to false.</summary>
    public bool OomKillDisabled { get; init; }

    /// <summary>How early a process is killed when the host's memory runs out, -1000 (last) to 1000 (first) (<c>oom_score_adj</c>). The engine's default is 0.</summary>
    public int? OomScoreAdjustment { get; init; }

    /// <summary>The most processes and threads; -1 is no limit (<c>pids_limit</c>).</summary>
    public long? PidsLimit { get; init; }

    /// <summary>The limits of the processes, by name, for example <c>nofile</c> (<c>ulimits</c>).</summary>
    public ImmutableSortedDictionary<string, UlimitDefinition> Ulimits { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<UlimitDefinition>();
}
