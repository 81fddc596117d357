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
        json.WriteStartObject("tools");
        foreach ((string service, string tool) in report.Tools)
        {
            json.WriteString(service, tool.Length == 0 ? null : tool);
        }

        json.WriteEndObject();
        Write(json, "notRunning", report.NotRunning);
        Write(json, "missing", report.Missing);
        json.WriteStartArray("pairs");
        foreach (ReachabilityPair pair in report.Pairs)
        {
            Write(json, pair);
        }

        json.WriteEndArray();
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
        json.WriteStartArray("probes");
        foreach (ReachabilityProbe probe in pair.Probes)
        {
            json.WriteStartObject();
            json.WriteString(probe.IsAddress ? "address" : "name", probe.Target);
            json.WriteString("network", probe.Network);
            if (probe.Port is { } port)
            {
                json.WriteNumber("port", port);
            }

            if (probe.OverHost)
            {
                json.WriteBoolean("overHost", true);
            }

            json.WriteBoolean("expected", probe.Expected);
            Write(json, "answers", probe.Answers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> services)
    {
        json.WriteStartArray(name);
        foreach (string service in services)
        {
            json.WriteStringValue(service);
        }

        json.WriteEndArray();
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
