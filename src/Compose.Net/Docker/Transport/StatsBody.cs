using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Compose.Net.Docker.Transport;

/// <summary>What the engine measures of a container.</summary>
internal sealed record StatsBody
{
    [JsonPropertyName("cpu_stats")]
    public CpuBody? Now { get; init; }

    [JsonPropertyName("precpu_stats")]
    public CpuBody? Before { get; init; }

    [JsonPropertyName("memory_stats")]
    public MemoryBody? Memory { get; init; }

    public Dictionary<string, TrafficBody>? Networks { get; init; }

    [JsonPropertyName("blkio_stats")]
    public BlockBody? Blocks { get; init; }

    [JsonPropertyName("pids_stats")]
    public ProcessesBody? Processes { get; init; }

    /// <summary>Processor time at a moment, in nanoseconds.</summary>
    internal sealed record CpuBody
    {
        [JsonPropertyName("cpu_usage")]
        public UsageBody? Usage { get; init; }

        [JsonPropertyName("system_cpu_usage")]
        public ulong System { get; init; }

        [JsonPropertyName("online_cpus")]
        public int Processors { get; init; }
    }

    /// <summary>Processor time of the container.</summary>
    internal sealed record UsageBody
    {
        [JsonPropertyName("total_usage")]
        public ulong Total { get; init; }

        [JsonPropertyName("percpu_usage")]
        public ImmutableArray<ulong>? EachProcessor { get; init; }
    }

    /// <summary>Memory in bytes.</summary>
    internal sealed record MemoryBody
    {
        public ulong Usage { get; init; }

        public ulong Limit { get; init; }

        public Dictionary<string, ulong>? Stats { get; init; }
    }

    /// <summary>What went over one network.</summary>
    internal sealed record TrafficBody
    {
        [JsonPropertyName("rx_bytes")]
        public ulong Received { get; init; }

        [JsonPropertyName("tx_bytes")]
        public ulong Sent { get; init; }
    }

    /// <summary>What went from and to disks.</summary>
    internal sealed record BlockBody
    {
        [JsonPropertyName("io_service_bytes_recursive")]
        public ImmutableArray<BlockEntryBody>? Bytes { get; init; }
    }

    /// <summary>What went from or to one disk.</summary>
    internal sealed record BlockEntryBody
    {
        [JsonPropertyName("op")]
        public string Operation { get; init; } = "";

        public ulong Value { get; init; }
    }

    /// <summary>How many processes there are.</summary>
    internal sealed record ProcessesBody
    {
        public ulong Current { get; init; }
    }
}
