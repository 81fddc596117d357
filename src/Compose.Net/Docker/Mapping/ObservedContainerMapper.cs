using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns what the engine says about a container into facts for the planner.</summary>
internal static class ObservedContainerMapper
{
    public static ObservedContainer FromWire(Wire.ContainerInspectResponse wire)
    {
        var labels = Maps.FromWire(wire.Config?.Labels);
        ImmutableSortedDictionary<string, string> volumes = NamesByPlace(wire.Mounts, "volume");
        return new ObservedContainer
        {
            Id = wire.ID,
            Name = wire.Name.TrimStart('/'),
            Service = labels.GetValueOrDefault(Labels.Service, ""),
            Number = int.TryParse(labels.GetValueOrDefault(Labels.Number), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0,
            OneOff = labels.GetValueOrDefault(Labels.OneOff) == "True",
            State = StateWords.ToState(wire.State?.Status),
            Health = StateWords.ToHealth(wire.State?.Health?.Status),
            StartedAt = ToMoment(wire.State?.StartedAt),
            ExitCode = (int)(wire.State?.ExitCode ?? 0),
            Image = wire.Config?.Image ?? "",
            ImageId = wire.Image,
            NetworkMode = wire.HostConfig?.NetworkMode ?? "",
            IpcMode = wire.HostConfig?.IpcMode ?? "",
            PidMode = wire.HostConfig?.PidMode ?? "",
            Labels = labels,
            Environment = ToEnvironment(wire.Config?.Env),
            Endpoints = Maps.FromWire(Connected(wire), endpoint => FromWire(endpoint, wire)),
            Volumes = [.. volumes.Values.Order(StringComparer.Ordinal)],
            VolumesByPlace = volumes,
            ImagesByPlace = NamesByPlace(wire.Mounts, "image"),
            AnonymousVolumes = volumes.RemoveRange(volumes.Where(entry => !AnonymousVolumes.IsName(entry.Value)).Select(entry => entry.Key)),
            Ports = [.. ToPorts(wire.NetworkSettings?.Ports)],
        };
    }

    public static NamedContainer ToNamed(Wire.ContainerListResponse wire) => new(wire.ID, NameOf(wire))
    {
        MountPlaces = [.. (wire.Mounts ?? []).Select(mount => mount.Destination).OfType<string>().Order(StringComparer.Ordinal)],
    };

    // Links give a container further names, of the form /other/alias.
    public static string NameOf(Wire.ContainerListResponse wire) =>
        wire.Names?.FirstOrDefault(name => name.LastIndexOf('/') == 0)?[1..] ?? wire.ID;

    public static ImmutableSortedDictionary<string, string> ToEnvironment(IList<string>? variables)
    {
        var environment = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string variable in variables ?? [])
        {
            // A name without a value takes a variable of the image away: it is not set.
            if (variable.IndexOf('=', StringComparison.Ordinal) is > 0 and var mark)
                environment[variable[..mark]] = variable[(mark + 1)..];
        }

        return environment.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> NamesByPlace(IList<Wire.MountPoint>? mounts, string type) => (mounts ?? [])
        .Where(mount => mount is { Name: not null, Destination: not null } && mount.Type == type)
        .DistinctBy(mount => mount.Destination, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(mount => mount.Destination, mount => mount.Name!, StringComparer.Ordinal);

    // Where an engine could not plug a running container in, it notes the wish all the same, without network or endpoint.
    private static Dictionary<string, Wire.EndpointSettings>? Connected(Wire.ContainerInspectResponse container) => container.NetworkSettings?.Networks?
        .Where(entry => container.State is not { Running: true, Restarting: false } || entry.Value.EndpointID is { Length: > 0 } || entry.Value.NetworkID is { Length: > 0 })
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    private static ObservedEndpoint FromWire(Wire.EndpointSettings endpoint, Wire.ContainerInspectResponse container) => new()
    {
        NetworkId = endpoint.NetworkID ?? "",

        // Engines before API 1.45 list the container's short id among the aliases that were asked for.
        Aliases = [.. (endpoint.Aliases ?? []).Where(alias => alias.Length != 12 || !container.ID.StartsWith(alias, StringComparison.Ordinal))],
        Ipv4Address = NullIfEmpty(endpoint.IPAMConfig?.IPv4Address),
        Ipv6Address = EndpointAddress.Canonical(NullIfEmpty(endpoint.IPAMConfig?.IPv6Address)),
        LinkLocalAddresses = [.. endpoint.IPAMConfig?.LinkLocalIPs ?? []],
        DriverOptions = Maps.FromWire(endpoint.DriverOpts),
        GatewayPriority = (int)endpoint.GwPriority,
        Links = [.. endpoint.Links ?? []],
        CurrentMacAddress = NullIfEmpty(endpoint.MacAddress),
        HostName = NullIfEmpty(container.Config?.Hostname),
        CurrentIpv4Address = NullIfEmpty(endpoint.IPAddress),
        CurrentIpv6Address = NullIfEmpty(endpoint.GlobalIPv6Address),
    };

    private static IEnumerable<ObservedPort> ToPorts(IDictionary<string, IList<Wire.PortBinding>>? ports) =>
        from port in ports ?? new Dictionary<string, IList<Wire.PortBinding>>()
        let parts = port.Key.Split('/')
        from binding in port.Value ?? []
        let observed = new ObservedPort(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts.Length > 1 ? parts[1] : "tcp",
            binding.HostIP ?? "",
            int.TryParse(binding.HostPort, CultureInfo.InvariantCulture, out int host) ? host : 0)
        orderby observed.Target, observed.Protocol, observed.HostIp, observed.HostPort
        select observed;

    // One that never ran has the year 1.
    private static DateTimeOffset? ToMoment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) && moment.Year > 1 ? moment : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
