using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns published ports into the engine's two maps: what is exposed, and where it is bound.</summary>
internal static class PortMapper
{
    public static IDictionary<string, Wire.EmptyStruct> ToExposed(ImmutableArray<PortDefinition> ports, ImmutableArray<string> exposed) =>
        ports.Select(KeyOf).Concat(exposed.SelectMany(ExposedPorts.Each)).Distinct(StringComparer.Ordinal).ToDictionary(key => key, _ => default(Wire.EmptyStruct));

    public static IDictionary<string, IList<Wire.PortBinding>> ToBindings(ImmutableArray<PortDefinition> ports) =>
        ports.Distinct().GroupBy(KeyOf, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            IList<Wire.PortBinding> (group) => [.. group.Select(ToBinding)]);

    // The engine takes a range as it is and chooses a free port of it; an empty port lets it choose any.
    private static Wire.PortBinding ToBinding(PortDefinition port) =>
        new() { HostIP = port.HostIp ?? "", HostPort = port.Published ?? "" };

    private static string KeyOf(PortDefinition port) =>
        string.Create(CultureInfo.InvariantCulture, $"{port.Target}/{port.Protocol}");
}
