using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Works out of the engine's measurements what the docker command shows. Pure.</summary>
internal static class StatsMapper
{
    public static ContainerStats FromWire(ProjectContainer container, StatsBody? wire) => new()
    {
        Service = container.Service,
        Container = container.Name,
        ContainerId = container.Id,
        CpuPercent = CpuPercent(wire?.Before, wire?.Now),
        MemoryUsed = (long)MemoryUsed(wire?.Memory),
        MemoryLimit = (long)(wire?.Memory?.Limit ?? 0),
        NetworkReceived = wire?.Networks?.Values.Sum(traffic => (long)traffic.Received) ?? 0,
        NetworkSent = wire?.Networks?.Values.Sum(traffic => (long)traffic.Sent) ?? 0,
        BlockRead = Blocks(wire, 'r'),
        BlockWritten = Blocks(wire, 'w'),
        Processes = (long)(wire?.Processes?.Current ?? 0),
    };

    private static double CpuPercent(StatsBody.CpuBody? before, StatsBody.CpuBody? now)
    {
        double ours = (now?.Usage?.Total ?? 0) - (double)(before?.Usage?.Total ?? 0);
        double all = (now?.System ?? 0) - (double)(before?.System ?? 0);
        int processors = now is { Processors: > 0 } ? now.Processors : now?.Usage?.EachProcessor?.Length ?? 0;
        return ours > 0 && all > 0 ? ours / all * processors * 100 : 0;
    }

    // What is cached of files that nobody uses is as good as free. The name differs with the version of cgroups.
    private static ulong MemoryUsed(StatsBody.MemoryBody? memory)
    {
        if (memory is null)
            return 0;

        ulong cached = memory.Stats?.GetValueOrDefault("total_inactive_file", memory.Stats.GetValueOrDefault("inactive_file")) ?? 0;
        return cached < memory.Usage ? memory.Usage - cached : memory.Usage;
    }

    private static long Blocks(StatsBody? wire, char operation) => (wire?.Blocks?.Bytes ?? [])
        .Where(entry => entry.Operation.Length > 0 && char.ToLowerInvariant(entry.Operation[0]) == operation)
        .Sum(entry => (long)entry.Value);
}
