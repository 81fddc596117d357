using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Fills in how a container resolves names, and what it has of files beside its mounts. What is unset stays the engine's.</summary>
internal static class WiringMapper
{
    public static void Fill(Wire.HostConfig host, ContainerDefinition container)
    {
        ServiceDefinition service = container.Service;
        FillNames(host, container, service);
        host.ReadonlyRootfs = service.ReadOnly;
        if (service.SharedMemorySize is { } bytes)
            host.ShmSize = bytes;
        if (!service.StorageOptions.IsEmpty)
            host.StorageOpt = new Dictionary<string, string>(service.StorageOptions);
        if (!service.Tmpfs.IsEmpty)
            host.Tmpfs = service.Tmpfs.ToDictionary(tmpfs => tmpfs.Target, tmpfs => tmpfs.Options ?? "");
        if (!container.VolumesFrom.IsEmpty)
            host.VolumesFrom = [.. container.VolumesFrom];
    }

    private static void FillNames(Wire.HostConfig host, ContainerDefinition container, ServiceDefinition service)
    {
        if (!service.DnsServers.IsEmpty)
            host.DNS = [.. service.DnsServers];
        if (!service.DnsOptions.IsEmpty)
            host.DNSOptions = [.. service.DnsOptions];
        if (!service.DnsSearch.IsEmpty)
            host.DNSSearch = [.. service.DnsSearch];
        if (!service.ExtraHosts.IsEmpty)
            host.ExtraHosts = [.. service.ExtraHosts.SelectMany(name => name.Value, (name, address) => $"{name.Key}:{address}")];
        if (!container.Links.IsEmpty)
            host.Links = [.. container.Links];
    }
}
