using System.Globalization;
using Compose.Net.Docker.Mapping;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Listing;

/// <summary>Turns one line of the engine's list into a listed container.</summary>
internal static class ListedContainerMapper
{
    public static ListedContainer FromWire(Wire.ContainerListResponse wire)
    {
        var labels = Maps.FromWire(wire.Labels);
        return new ListedContainer
        {
            Id = wire.ID,
            Name = ObservedContainerMapper.NameOf(wire),
            Project = labels.GetValueOrDefault(Labels.Project, ""),
            Service = labels.GetValueOrDefault(Labels.Service, ""),
            Number = int.TryParse(labels.GetValueOrDefault(Labels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0,
            OneOff = labels.GetValueOrDefault(Labels.OneOff) == "True",
            Image = wire.Image ?? "",
            Command = wire.Command ?? "",
            CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(wire.Created, DateTimeKind.Utc)),
            State = StateWords.ToState(wire.State),
            Status = wire.Status ?? "",
            Ports =
            [
                .. (wire.Ports ?? []).Where(port => port.PublicPort is > 0)
                    .Select(port => new ObservedPort(port.PrivatePort, port.Type, port.IP ?? "", port.PublicPort ?? 0))
                    .OrderBy(port => port.Target)
                    .ThenBy(port => port.Protocol, StringComparer.Ordinal)
                    .ThenBy(port => port.HostIp, StringComparer.Ordinal)
                    .ThenBy(port => port.HostPort),
            ],
            ExposedPorts =
            [
                .. (wire.Ports ?? []).Where(port => port.PublicPort is null or 0)
                    .OrderBy(port => port.PrivatePort)
                    .ThenBy(port => port.Type, StringComparer.Ordinal)
                    .Select(port => FormattableString.Invariant($"{port.PrivatePort}/{port.Type}")),
            ],
            Networks = Maps.FromWire(wire.NetworkSettings?.Networks, endpoint => endpoint.IPAddress ?? ""),
            Mounts = [.. (wire.Mounts ?? []).Select(mount => string.IsNullOrEmpty(mount.Name) ? mount.Source ?? "" : mount.Name).Order(StringComparer.Ordinal)],
            LocalVolumes = (wire.Mounts ?? []).Count(mount => mount.Driver == "local"),
            Labels = labels,
        };
    }
}
