using System.Globalization;
using System.Text;

namespace Compose.Net.Execution;

/// <summary>Prints a reachability report for people.</summary>
internal static class ReachabilityText
{
    private const string Corner = "FROM \\ TO";

    public static string Write(ReachabilityReport report)
    {
        var text = new StringBuilder();
        string[] services = [.. report.Tools.Keys];
        if (services.Length > 0)
        {
            WriteTable(text, report, services);
            WriteMarks(text, report);
            text.Append('\n');
        }

        foreach ((string service, string tool) in report.Tools)
        {
            if (tool.Length == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{service}: cannot probe, its image has none of {ProbeTool.Names}.\n");
            }
        }

        foreach (ReachabilityPair pair in report.Pairs)
        {
            foreach (ReachabilityProbe probe in pair.Probes.Where(probe => probe.Differs))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Caller(pair, probe)} -> {pair.To}: {Describe(probe)}\n");
            }
        }

        if (!report.NotRunning.IsEmpty)
        {
            string[] ended = [.. report.NotRunning.Except(report.Missing, StringComparer.Ordinal)];
            text.Append(ended.Length == 0 ? "" : $"Ended well, so not probed: {string.Join(", ", ended)}.\n");
            text.Append(report.Missing.IsEmpty ? "" : $"Not running, though the project says so: {string.Join(", ", report.Missing)}.\n");
        }

        return text.Append(Summary(report)).Append('\n').ToString();
    }

    private static void WriteTable(StringBuilder text, ReachabilityReport report, string[] services)
    {
        var pairs = report.Pairs.ToDictionary(pair => (pair.From, pair.To));
        int[] widths = [services.Append(Corner).Max(service => service.Length), .. services.Select(service => Math.Max(service.Length, "yes!".Length))];
        WriteRow(text, widths, [Corner, .. services]);
        foreach (string from in services)
        {
            WriteRow(text, widths, [from, .. services.Select(to => pairs.TryGetValue((from, to), out ReachabilityPair? pair) ? Cell(pair) : "-")]);
        }
    }

    private static void WriteMarks(StringBuilder text, ReachabilityReport report)
    {
        string[] marks =
        [
            .. report.Pairs.Any(pair => pair.Answers is null) ? ["? could not be probed"] : Array.Empty<string>(),
            .. report.Pairs.Any(pair => pair.Differs) ? ["! not as the project says"] : Array.Empty<string>(),
        ];
        text.Append(marks.Length == 0 ? "" : $"({string.Join(", ", marks)})\n");
    }

    private static void WriteRow(StringBuilder text, int[] widths, string[] cells) =>
        text.Append(string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');

    private static string Cell(ReachabilityPair pair)
    {
        string answer = pair.Answers switch
        {
            true => "yes",
            false => "no",
            null => "?",
        };
        return pair.Differs ? $"{answer}!" : answer;
    }

    /// <summary>Who called: the service, and which of its containers, where it runs several.</summary>
    public static string Caller(ReachabilityPair pair, ReachabilityProbe probe) => probe.Caller is { } container ? $"{pair.From} ({container})" : pair.From;

    /// <summary>What was called, as part of a sentence.</summary>
    public static string Target(ReachabilityProbe probe)
    {
        if (probe.OverHost)
        {
            return string.Create(CultureInfo.InvariantCulture, $"published port {probe.Port} at the host's address \"{probe.Target}\"{(probe.Network is { } way ? $" on network \"{way}\"" : "")}");
        }

        string port = probe.Port is { } number ? string.Create(CultureInfo.InvariantCulture, $"port {number} of ") : "";
        string place = probe.Network is { } network ? $" on network \"{network}\"" : "";
        return $"{port}{(probe.IsAddress ? "address" : "name")} \"{probe.Target}\"{place}";
    }

    /// <summary>What differs, as a sentence.</summary>
    public static string Describe(ReachabilityProbe probe) =>
        probe.Expected ? $"{Target(probe)} does not answer, but should." : $"{Target(probe)} answers, but should not.";

    private static string Summary(ReachabilityReport report)
    {
        ReachabilityProbe[] tried = [.. report.Pairs.SelectMany(pair => pair.Probes).Where(probe => probe.Answers is not null)];
        int differences = tried.Count(probe => probe.Differs);
        string with = string.Join(", ", report.Tools.Values.Where(tool => tool.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        string untried = string.Create(CultureInfo.InvariantCulture, $"{report.Untried} {(tried.Length == 0 ? "probes, none of which could be tried." : "more could not be tried.")}");
        return tried.Length == 0
            ? report.Untried == 0 ? "There was nothing to try." : untried
            : string.Create(CultureInfo.InvariantCulture, $"{tried.Length} probes with {with}: {(differences == 0 ? "all as the project says." : $"{differences} not as the project says.")}{(report.Untried == 0 ? "" : $" {untried}")}");
    }
}
