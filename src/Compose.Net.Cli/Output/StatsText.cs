using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>What containers use, in the two shapes of the docker command.</summary>
internal static class StatsText
{
    private static readonly string[] Headings = ["CONTAINER ID", "NAME", "CPU %", "MEM USAGE / LIMIT", "MEM %", "NET I/O", "BLOCK I/O", "PIDS"];
    public static string Table(ImmutableArray<ContainerStats> stats, bool whole) => TextTable.Write(
        [Headings, .. stats.Select(one => new[] { Id(one, whole), one.Container, Percent(one.CpuPercent), Memory(one), Percent(one.MemoryPercent), Network(one), Blocks(one), Count(one) })]);

    public static string Json(ImmutableArray<ContainerStats> stats, bool whole) => JsonText.Lines(stats, (json, one) =>
    {
        json.WriteStartObject();
        json.WriteString("BlockIO", Blocks(one));
        json.WriteString("CPUPerc", Percent(one.CpuPercent));
        json.WriteString("Container", one.ContainerId);
        json.WriteString("ID", Id(one, whole));
        json.WriteString("MemPerc", Percent(one.MemoryPercent));
        json.WriteString("MemUsage", Memory(one));
        json.WriteString("Name", one.Container);
        json.WriteString("NetIO", Network(one));
        json.WriteString("PIDs", Count(one));
        json.WriteEndObject();
    });

    private static string Id(ContainerStats one, bool whole) => whole ? one.ContainerId : Shortened.Id(one.ContainerId);

    private static string Percent(double percent) => percent.ToString("0.00", CultureInfo.InvariantCulture) + "%";

    private static string Memory(ContainerStats one) => $"{Quantities.Binary(one.MemoryUsed)} / {Quantities.Binary(one.MemoryLimit)}";

    private static string Network(ContainerStats one) => $"{Quantities.Decimal(one.NetworkReceived)} / {Quantities.Decimal(one.NetworkSent)}";

    private static string Blocks(ContainerStats one) => $"{Quantities.Decimal(one.BlockRead)} / {Quantities.Decimal(one.BlockWritten)}";

    private static string Count(ContainerStats one) => one.Processes.ToString(CultureInfo.InvariantCulture);
}
