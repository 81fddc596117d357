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

    /// <summary>With docker's keys and values, which are all text, and the subnets beside them.</summary>
    public static string Json(IReadOnlyList<ObservedNetwork> networks, bool wholeIds) => JsonText.Lines(networks, (json, network) =>
    {
        json.WriteStartObject();
        json.WriteString("Driver", network.Driver);
        json.WriteString("ID", Id(network, wholeIds));
        json.WriteString("IPv4", Word(network.EnableIpv4));
        json.WriteString("IPv6", Word(network.EnableIpv6));
        json.WriteString("Internal", Word(network.Internal));
        json.WriteString("Labels", string.Join(',', network.Labels.Select(label => $"{label.Key}={label.Value}")));
        json.WriteString("Name", network.Name);
        json.WriteString("Scope", network.Scope);
        json.WriteStartArray("Subnets");
        foreach (string subnet in Subnets(network))
        {
            json.WriteStringValue(subnet);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Id(ObservedNetwork network, bool whole) => whole ? network.Id : Shortened.Id(network.Id);

    private static string Word(bool value) => value ? "true" : "false";

    private static IEnumerable<string> Subnets(ObservedNetwork network) => network.Ipam.Pools.Select(pool => pool.Subnet).OfType<string>();

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "-";
}
