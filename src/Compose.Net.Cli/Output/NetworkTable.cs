using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Output;

/// <summary>Networks as a table for people, and as one JSON object a line.</summary>
internal static class NetworkTable
{
    private const int ShortIdLength = 12;
    private const string ProjectLabel = "com.docker.compose.project";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<ObservedNetwork> networks, bool wholeIds) => TextTable.Write(
    [
        ["NETWORK ID", "NAME", "DRIVER", "SUBNETS", "INTERNAL", "PROJECT"],
        .. networks.Select(network => (string[])[Id(network, wholeIds), network.Name, network.Driver, Listed(Subnets(network)), network.Internal ? "yes" : "-", network.Labels.GetValueOrDefault(ProjectLabel, "-")]),
    ]);

    public static string Json(IReadOnlyList<ObservedNetwork> networks)
    {
        var text = new StringBuilder();
        foreach (ObservedNetwork network in networks)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Options))
            {
                json.WriteStartObject();
                json.WriteString("ID", network.Id);
                json.WriteString("Name", network.Name);
                json.WriteString("Driver", network.Driver);
                json.WriteBoolean("Internal", network.Internal);
                json.WriteBoolean("IPv6", network.EnableIpv6);
                json.WriteStartArray("Subnets");
                foreach (string subnet in Subnets(network))
                {
                    json.WriteStringValue(subnet);
                }

                json.WriteEndArray();
                json.WriteStartObject("Labels");
                foreach ((string key, string value) in network.Labels)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            text.Append(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)).Append('\n');
        }

        return text.ToString();
    }

    public static string Id(ObservedNetwork network, bool whole) => whole || network.Id.Length <= ShortIdLength ? network.Id : network.Id[..ShortIdLength];

    private static IEnumerable<string> Subnets(ObservedNetwork network) => network.Ipam.Pools.Select(pool => pool.Subnet).OfType<string>();

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "-";
}
