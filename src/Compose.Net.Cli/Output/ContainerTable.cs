using System.Globalization;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>Containers as a table for people.</summary>
internal static class ContainerTable
{
    /// <summary>How much of a command is shown where it is cut.</summary>
    public const int LongestCommand = 20;

    private static readonly string[] Headings = ["NAME", "IMAGE", "SERVICE", "STATUS", "PORTS", "NETWORKS"];

    public static string Write(IReadOnlyList<ListedContainer> containers)
    {
        var rows = new List<string[]>(containers.Count + 1) { Headings };
        foreach (ListedContainer container in containers)
        {
            rows.Add([container.Name, container.Image, container.Service, container.Status, OrDash(Ports(container)), OrDash(Networks(container))]);
        }

        return TextTable.Write(rows);
    }

    /// <summary>The ports, those that are only exposed first; empty where there are none.</summary>
    public static string Ports(ListedContainer container) => string.Join(", ", container.ExposedPorts.Concat(
        container.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{Host(port.HostIp)}:{port.HostPort}->{port.Target}/{port.Protocol}"))));

    /// <summary>A host address, in brackets where it is one of IPv6.</summary>
    public static string Host(string address) => address.Contains(':') ? $"[{address}]" : address;

    private static string Networks(ListedContainer container) =>
        string.Join(", ", container.Networks.Select(network => network.Value.Length == 0 ? network.Key : $"{network.Key} {network.Value}"));

    private static string OrDash(string list) => list.Length == 0 ? "-" : list;
}
