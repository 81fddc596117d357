using System.Text.Json;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Writes a topology for programs. Members are only ever added to its form.</summary>
internal static class TopologyJson
{
    public static string Write(ComposeProject project, NetworkTopology topology) => IndentedJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("project", project.Name);
        json.WriteList("networks", project.Networks.Values, network => Write(json, project, network));
        json.WriteList("services", project.Services.Values, service => Write(json, service));
        json.WriteList("pairs", Pairs(topology), pair => WriteObject(json, pair));
        json.WriteEndObject();
    }) + "\n";

    /// <summary>Writes one pair as a document of its own.</summary>
    public static string Write(Reachability pair) => IndentedJson.Of(json =>
    {
        WriteObject(json, pair);
    }) + "\n";

    private static IEnumerable<Reachability> Pairs(NetworkTopology topology) =>
        from caller in topology.Services
        from called in topology.Services
        where caller != called
        select topology.Between(caller, called);

    private static void Write(Utf8JsonWriter json, ComposeProject project, NetworkDefinition network)
    {
        json.WriteStartObject();
        json.WriteString("key", network.Key);
        json.WriteString("name", network.Name);
        json.WriteString("driver", network.Driver);
        json.WriteBoolean("internal", network.Internal);
        json.WriteBoolean("external", network.External);
        json.WriteList("subnets", network.Subnets);
        json.WriteList("services", project.Services.Values.Where(service => Attachment.Of(project, service).Any(attachment => ReferenceEquals(attachment.Definition, network))).Select(service => service.Name));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServiceDefinition service)
    {
        json.WriteStartObject();
        json.WriteString("name", service.Name);
        json.WriteNumber("containers", service.Scale);
        json.WriteString("networkMode", service.NetworkMode?.ToString());
        json.WriteList("endpoints", service.Networks, entry =>
        {
            json.WriteStartObject();
            json.WriteString("network", entry.Key);
            json.WriteString("ipv4Address", entry.Value.Ipv4Address);
            json.WriteString("ipv6Address", entry.Value.Ipv6Address);
            json.WriteList("aliases", entry.Value.Aliases);
            json.WriteEndObject();
        });
        json.WriteList("ports", service.Ports, port => Write(json, port));
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, Reachability pair)
    {
        json.WriteStartObject();
        json.WriteString("from", pair.From);
        json.WriteString("to", pair.To);
        json.WriteBoolean("reachable", pair.IsReachable);
        json.WriteStartObject("names");
        foreach ((string network, IEnumerable<string> names) in pair.Names.Select(entry => (entry.Key, entry.Value)))
        {
            json.WriteList(network, names);
        }

        json.WriteEndObject();
        json.WriteList("hostPorts", pair.HostPorts, port => Write(json, port));
        json.WriteList("reasons", pair.Reasons);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PortDefinition port)
    {
        json.WriteStartObject();
        json.WriteString("hostIp", port.HostIp);
        json.WriteString("published", port.Published);
        json.WriteNumber("target", port.Target);
        json.WriteString("protocol", port.Protocol);
        json.WriteEndObject();
    }
}
