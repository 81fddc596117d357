using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Planning.Copies;

/// <summary>Finds what all copies of a project have in common, because there is only one of it.</summary>
internal static class SharedParts
{
    public static ImmutableArray<Diagnostic> Of(ComposeProject project) => [.. Find(project).Select(message => Diagnostic.Warning(DiagnosticCodes.SharedByCopies, message))];

    private static IEnumerable<string> Find(ComposeProject project)
    {
        foreach (ServiceDefinition service in project.Services.Values.Where(service => service.Scale > 0))
        {
            foreach (string message in Find(project, service))
            {
                yield return message;
            }
        }

        foreach (NetworkDefinition network in project.Networks.Values)
        {
            if (network.External)
            {
                yield return $"Network \"{network.Name}\" is external: all copies are plugged into the same one, and their services answer to the same names there. Remove \"external: true\" to give each copy its own.";
            }
            else if (network.Driver is "macvlan" or "ipvlan")
            {
                yield return $"Network \"{network.Name}\" is on the host's own network: its subnet and its fixed addresses cannot be moved, so that only one copy can have them. Use the driver \"bridge\" for copies.";
            }
            else if (!PlacedNetwork.CanMove(network) && network.Subnets.ToArray() is { Length: > 0 } subnets)
            {
                string driver = network.IsBridge() ? $"address driver \"{network.Ipam?.Driver}\"" : $"driver \"{network.Driver}\"";
                yield return $"Network \"{network.Name}\" has the {driver}, whose subnet {string.Join(", ", subnets)} cannot be moved, so that only one copy can have it. Remove the subnet, or use the driver \"bridge\" and the engine's own addresses for copies.";
            }
        }

        foreach (VolumeDefinition volume in project.Volumes.Values)
        {
            if (volume.External)
            {
                yield return $"Volume \"{volume.Name}\" is external: all copies use the same one. Remove \"external: true\" to give each copy its own.";
            }
            else if (volume.DriverOptions.TryGetValue("device", out string? device))
            {
                yield return $"Volume \"{volume.Name}\" is kept in \"{device}\", which all copies share. Remove its \"device\" to give each copy its own.";
            }
        }
    }

    private static IEnumerable<string> Find(ComposeProject project, ServiceDefinition service)
    {
        if (service.NetworkMode is NetworkMode.Host)
        {
            yield return $"Service \"{service.Name}\" uses the host's network, and there is one of that: the ports of its copies collide. Plug it into a network of the project, and publish its ports.";
        }
        else if (service.NetworkMode?.NetworkName == NetworkMode.EnginesBridge)
        {
            yield return $"Service \"{service.Name}\" is on the engine's own bridge, where the containers of all copies reach each other by address. Plug it into a network of the project.";
        }
        else if (service.NetworkMode is NetworkMode.Engine { Name: not "default" } engine && Attachment.Of(project, service).All(network => network.Definition is null or { External: true }))
        {
            yield return $"Service \"{service.Name}\" is on the engine's network \"{engine.Name}\", which all copies share. Plug it into a network of the project.";
        }

        if (service is { Build: not null, Image: { } image })
        {
            yield return $"Service \"{service.Name}\" is built as image \"{image}\", which all copies share: what one of them builds, the others run from their next \"up\" on. Remove \"image\" to give each copy its own.";
        }

        if (service.NamedContainers.ToArray() is { Length: > 0 } containers)
        {
            yield return $"Service \"{service.Name}\" uses {List("container", containers)}, which all copies share. Make it a service of the project.";
        }

        if (service.Devices.Select(device => device.Source).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } devices)
        {
            yield return $"Service \"{service.Name}\" uses {List("device", devices)} of the host, which all copies share. See that it can be used by several at a time.";
        }

        if (service.Mounts.OfType<BindMount>().Where(mount => !mount.ReadOnly).Select(mount => mount.Source).ToArray() is { Length: > 0 } folders)
        {
            yield return $"Service \"{service.Name}\" can write to {List("host path", folders)}, which all copies share. Make that read-only or a volume, or give each copy a folder of its own.";
        }

        string? primary = JoinedNetwork.InOrder(service).FirstOrDefault().Key;
        foreach ((string key, EndpointDefinition endpoint) in service.Networks)
        {
            if ((endpoint.MacAddress ?? (key == primary ? service.MacAddress : null)) is { } address && project.Networks.GetValueOrDefault(key) is { External: true } or { Driver: "macvlan" })
            {
                yield return $"Service \"{service.Name}\" has the MAC address {address} on network \"{key}\", which all copies share. Remove it, or plug the service into a network of the project.";
            }
        }
    }

    private static string List(string kind, string[] names) =>
        $"{kind}{(names.Length == 1 ? "" : "s")} {string.Join(", ", names.Select(name => $"\"{name}\""))}";
}
