using System.Text.Json;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Prints a reachability report for programs.</summary>
internal static class ReachabilityJson
{
    public static string Write(ReachabilityReport report) => IndentedJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("project", report.Project);
        json.WriteBoolean("differs", report.Differs);
        json.WriteNumber("untried", report.Untried);
        json.WriteStartObject("tools");
        foreach ((string service, string tool) in report.Tools)
        {
            json.WriteString(service, tool.Length == 0 ? null : tool);
        }

        json.WriteEndObject();
        json.WriteList("notRunning", report.NotRunning);
        json.WriteList("missing", report.Missing);
        json.WriteList("pairs", report.Pairs, pair => Write(json, pair));
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ReachabilityPair pair)
    {
        json.WriteStartObject();
        json.WriteString("from", pair.From);
        json.WriteString("to", pair.To);
        json.WriteBoolean("expected", pair.Expected);
        Write(json, "answers", pair.Answers);
        json.WriteBoolean("differs", pair.Differs);
        json.WriteList("probes", pair.Probes, probe => Write(json, probe));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReachabilityProbe probe)
    {
        json.WriteStartObject();
        json.WriteString(probe.IsAddress ? "address" : "name", probe.Target);
        json.WriteString("network", probe.Network);
        if (probe.Port is { } port)
        {
            json.WriteNumber("port", port);
        }

        if (probe.Caller is { } caller)
        {
            json.WriteString("caller", caller);
        }

        if (probe.OverHost)
        {
            json.WriteBoolean("overHost", true);
        }

        json.WriteBoolean("expected", probe.Expected);
        Write(json, "answers", probe.Answers);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
