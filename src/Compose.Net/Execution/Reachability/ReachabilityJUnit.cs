using System.Globalization;
using System.Text;
using Compose.Net.Graph;

namespace Compose.Net.Execution;

/// <summary>Prints a reachability report for CI servers: a suite a caller, a test an attempt.</summary>
internal static class ReachabilityJUnit
{
    public static string Write(ReachabilityReport report)
    {
        ReachabilityProbe[] all = [.. report.Pairs.SelectMany(pair => pair.Probes)];
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        text.Append(CultureInfo.InvariantCulture, $"<testsuites name=\"{Markup.Escape(report.Project)}\"{Counts(all, report)}>\n");
        foreach (IGrouping<string, ReachabilityPair> caller in report.Pairs.GroupBy(pair => pair.From, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  <testsuite name=\"{Markup.Escape(caller.Key)}\"{Counts([.. caller.SelectMany(pair => pair.Probes)])}>\n");
            foreach (ReachabilityPair pair in caller)
            {
                foreach (ReachabilityProbe probe in pair.Probes)
                {
                    WriteTest(text, pair, probe);
                }
            }

            text.Append("  </testsuite>\n");
        }

        foreach (string service in report.NotRunning)
        {
            bool missing = report.Missing.Contains(service);
            string name = Markup.Escape(service);
            text.Append(CultureInfo.InvariantCulture, $"  <testsuite name=\"{name}\" tests=\"1\" failures=\"{(missing ? 1 : 0)}\" skipped=\"{(missing ? 0 : 1)}\">\n");
            text.Append(CultureInfo.InvariantCulture, $"    <testcase classname=\"{name}\" name=\"{name} runs\">{(missing ? "<failure message=\"It does not run, so nothing could be tried.\"/>" : "<skipped message=\"It has ended well.\"/>")}</testcase>\n");
            text.Append("  </testsuite>\n");
        }

        return text.Append("</testsuites>\n").ToString();
    }

    private static void WriteTest(StringBuilder text, ReachabilityPair pair, ReachabilityProbe probe)
    {
        string target = ReachabilityText.Target(probe);
        text.Append(CultureInfo.InvariantCulture, $"    <testcase classname=\"{Markup.Escape(pair.From)}\" name=\"{Markup.Escape($"{ReachabilityText.Caller(pair, probe)} {(probe.Expected ? "reaches" : "does not reach")} {pair.To}: {target}")}\"");
        text.Append(probe switch
        {
            { Answers: null } => "><skipped message=\"There was nothing to try it with.\"/></testcase>\n",
            { Differs: true } => $"><failure message=\"{Markup.Escape(ReachabilityText.Describe(probe))}\"/></testcase>\n",
            _ => "/>\n",
        });
    }

    private static string Counts(ReachabilityProbe[] probes, ReachabilityReport? whole = null)
    {
        (int tests, int missing) = (whole?.NotRunning.Length ?? 0, whole?.Missing.Length ?? 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $" tests=\"{probes.Length + tests}\" failures=\"{probes.Count(probe => probe.Differs) + missing}\" skipped=\"{probes.Count(probe => probe.Answers is null) + tests - missing}\"");
    }
}
