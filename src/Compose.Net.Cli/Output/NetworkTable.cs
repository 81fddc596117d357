using Compose.Net.Planning;

namespace Compose.Net.Cli.Output;

/// <summary>Networks as a table for people, and as one JSON object a line.</summary>
internal static class NetworkTable
{
    private const string ProjectLabel = "com.docker.compose.project";

    public static string Write(IReadOnlyList<ObservedNetwork> networks, bool wholeIds) => TextTable.Write(
    [
        ["NETWORK ID", "NAME", "DRIVER", "SCOPE", "SUBNETS", "INTERNAL", "PROJECT"],
        .. networks.Select(network => (string[])[Id(network, wholeIds), network.Name, network.Driver, network.Scope, Listed(Subnets(network)), network.Internal ? "yes" : "-", network.Labels.GetValueOrDefault(ProjectLabel, "-")]),
    ]);

    public static string Json(IReadOnlyList<ObservedNetwork> networks) => JsonText.Lines(networks, (json, network) =>
    {
        json.WriteStartObject();
        json.WriteString("ID", network.Id);
        json.WriteString("Name", network.Name);
        json.WriteString("Driver", network.Driver);
        json.WriteString("Scope", network.Scope);
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
    });

    public static string Id(ObservedNetwork network, bool whole) => whole ? network.Id : Shortened.Id(network.Id);

    private static IEnumerable<string> Subnets(ObservedNetwork network) => network.Ipam.Pools.Select(pool => pool.Subnet).OfType<string>();

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "-";
}
