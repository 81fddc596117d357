using System.Globalization;
using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Mapping;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Errors;

/// <summary>Asks the engine who stands in the way: the container that has the port, the network that has the subnet, and so on.</summary>
internal sealed class CulpritFinder(DockerClient client, bool isLocal = false)
{
    private const int MostOwners = 4;
    private const int LooksForPublisher = 8;
    private const string EnginesProxy = "docker-proxy";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Returns the culprit in words; null where there is none, or it cannot be found out. For a network in use, an empty text says that nobody is on it.</summary>
    public async Task<string?> FindAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return await LookAsync(refusal, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DockerApiException or HttpRequestException or IOException or OperationCanceledException)
        {
            // The refusal itself is what matters; a culprit that cannot be found must not hide it.
            return null;
        }
    }

    private Task<string?> LookAsync(Refusal refusal, CancellationToken cancellationToken) => (ErrorMapper.RuleFor(refusal).Code, refusal.Operation) switch
    {
        (DiagnosticCodes.PortTaken, _) => FindPublisherAsync(ErrorTable.FindPort(refusal.Said), cancellationToken),
        (DiagnosticCodes.ContainerNameTaken, CreateContainer create) => FindContainerAsync(create.Container.Name, cancellationToken),
        (DiagnosticCodes.ContainerNameTaken, RenameContainer rename) => FindContainerAsync(rename.NewName, cancellationToken),
        (DiagnosticCodes.NetworkNameTaken, CreateNetwork create) => FindNetworkAsync(network => network.Name == create.Network.Name, cancellationToken),
        (DiagnosticCodes.AddressPoolsExhausted, _) => CountNetworksAsync(cancellationToken),
        (DiagnosticCodes.ParentMissing, CreateNetwork create) => FindByParentAsync(create, cancellationToken),
        (DiagnosticCodes.SubnetTaken, CreateNetwork create) => FindOverlapAsync(create, cancellationToken),
        (DiagnosticCodes.NetworkInUse, RemoveNetwork remove) => FindEndpointsAsync(remove.Id, cancellationToken),
        (DiagnosticCodes.VolumeInUse, RemoveVolume remove) => FindContainersAsync("volume", remove.Name, cancellationToken),
        (DiagnosticCodes.KernelLacksDriver, StartContainer start) => FindByDriverAsync(start.Name, refusal, cancellationToken),
        (DiagnosticCodes.KernelLacksDriver, ConnectContainer connect) => FindNetworkAsync(network => network.Name == connect.Endpoint.Network, cancellationToken),
        (DiagnosticCodes.NetworkFull, _) => FindNetworkAsync(network => refusal.Says(network.ID), cancellationToken),
        (DiagnosticCodes.AddressTaken, StartContainer start) => FindAddressOwnerAsync(start.Name, cancellationToken),
        (DiagnosticCodes.AddressTaken, ConnectContainer connect) => FindAddressOwnerAsync(connect.Endpoint.Network, [.. connect.Endpoint.FixedAddresses], cancellationToken),
        _ => Task.FromResult<string?>(null),
    };

    private async Task<string?> FindPublisherAsync(string? addressAndPort, CancellationToken cancellationToken)
    {
        if (addressAndPort is null || !ushort.TryParse(addressAndPort[(addressAndPort.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return null;

        string? process = null;
        for (int look = 0; look < LooksForPublisher; look++)
        {
            await Task.Delay(look * BetweenLooks, cancellationToken).ConfigureAwait(false);
            IList<Wire.ContainerListResponse> containers = await client.Containers.ListContainersAsync(new Wire.ContainersListParameters(), cancellationToken).ConfigureAwait(false);
            if (containers.FirstOrDefault(container => container.Ports?.Any(published => published.PublicPort == port) == true) is { } found)
                return Describe(found);

            // One that is only starting has the port, and its proxy may listen, before the engine lists it.
            process = isLocal ? ListeningProcess.On(port) : null;
            if (process?.Contains(EnginesProxy, StringComparison.Ordinal) == false)
                return process;
        }

        return process;
    }

    // Whose they are, most first, and how many nobody uses.
    private async Task<string?> CountNetworksAsync(CancellationToken cancellationToken)
    {
        IList<Wire.NetworkResponse> networks = await client.Networks.ListNetworksAsync(new Wire.NetworksListParameters(), cancellationToken).ConfigureAwait(false);
        IList<Wire.ContainerListResponse> containers = await client.Containers.ListContainersAsync(new Wire.ContainersListParameters { All = true }, cancellationToken).ConfigureAwait(false);
        Wire.NetworkResponse[] pooled = [.. networks.Where(network => network.IPAM?.Config is { Count: > 0 })];
        HashSet<string> used = [.. containers.SelectMany(container => container.NetworkSettings?.Networks?.Values.Select(endpoint => endpoint.NetworkID) ?? [])];
        IEnumerable<string> owners = pooled
            .GroupBy(network => Owner(network.Labels), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MostOwners)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()}{(group.Key.Length == 0 ? " of no project" : group.Key)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{pooled.Length} networks ({string.Join(", ", owners)}), of which {pooled.Count(network => !used.Contains(network.ID) && network.Name != "bridge")} have no container");
    }

    private Task<string?> FindByParentAsync(CreateNetwork create, CancellationToken cancellationToken) => FindNetworkAsync(
        network => network.Options?.TryGetValue("parent", out string? parent) == true && parent == create.Network.DriverOptions.GetValueOrDefault("parent"),
        cancellationToken);

    // The first of the container's networks whose driver the engine's words name.
    private async Task<string?> FindByDriverAsync(string container, Refusal refusal, CancellationToken cancellationToken)
    {
        Wire.ContainerInspectResponse found = await client.Containers.InspectContainerAsync(container, cancellationToken).ConfigureAwait(false);
        return await FindNetworkAsync(network => found.NetworkSettings?.Networks?.ContainsKey(network.Name) == true && refusal.Says(network.Driver), cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> FindContainerAsync(string name, CancellationToken cancellationToken)
    {
        IList<Wire.ContainerListResponse> containers = await client.Containers.ListContainersAsync(new Wire.ContainersListParameters { All = true }, cancellationToken).ConfigureAwait(false);
        return containers.FirstOrDefault(container => container.Names?.Contains("/" + name) == true) is { } found ? Describe(found) : null;
    }

    private async Task<string?> FindContainersAsync(string filter, string value, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { [filter] = new Dictionary<string, bool> { [value] = true } };
        IList<Wire.ContainerListResponse> containers = await client.Containers.ListContainersAsync(new Wire.ContainersListParameters { All = true, Filters = filters }, cancellationToken).ConfigureAwait(false);
        return Join(containers.Select(Describe));
    }

    private async Task<string?> FindNetworkAsync(Func<Wire.NetworkResponse, bool> wanted, CancellationToken cancellationToken)
    {
        IList<Wire.NetworkResponse> networks = await client.Networks.ListNetworksAsync(new Wire.NetworksListParameters(), cancellationToken).ConfigureAwait(false);
        return networks.FirstOrDefault(wanted) is { } found ? $"network \"{found.Name}\"{Owner(found.Labels)}" : null;
    }

    private Task<string?> FindOverlapAsync(CreateNetwork create, CancellationToken cancellationToken)
    {
        IPNetwork[] ours = [.. Subnet.Of(create.Network.Pools.Select(pool => pool.Subnet))];
        return FindNetworkAsync(
            network => Subnet.Of((network.IPAM?.Config ?? []).Select(pool => pool.Subnet)).Any(theirs => ours.Any(subnet => Subnet.Overlap(subnet, theirs))),
            cancellationToken);
    }

    private async Task<string?> FindEndpointsAsync(string network, CancellationToken cancellationToken)
    {
        Wire.NetworkResponse found = await client.Networks.InspectNetworkAsync(network, cancellationToken).ConfigureAwait(false);
        return Join((found.Containers ?? new Dictionary<string, Wire.EndpointResource>()).Values.Select(endpoint => $"container \"{endpoint.Name}\"")) ?? "";
    }

    private async Task<string?> FindAddressOwnerAsync(string container, CancellationToken cancellationToken)
    {
        Wire.ContainerInspectResponse found = await client.Containers.InspectContainerAsync(container, cancellationToken).ConfigureAwait(false);
        foreach ((string network, Wire.EndpointSettings endpoint) in found.NetworkSettings?.Networks ?? new Dictionary<string, Wire.EndpointSettings>())
        {
            if (await FindAddressOwnerAsync(network, [endpoint.IPAMConfig?.IPv4Address, endpoint.IPAMConfig?.IPv6Address], cancellationToken).ConfigureAwait(false) is { } owner)
                return owner;
        }

        return null;
    }

    private async Task<string?> FindAddressOwnerAsync(string network, string?[] addresses, CancellationToken cancellationToken)
    {
        Wire.NetworkResponse found = await client.Networks.InspectNetworkAsync(network, cancellationToken).ConfigureAwait(false);
        bool Wanted(string? address) => !string.IsNullOrEmpty(address) && addresses.Contains(address.Split('/')[0]);

        return (found.Containers?.Values.FirstOrDefault(endpoint => Wanted(endpoint.IPv4Address) || Wanted(endpoint.IPv6Address)), found.IPAM?.Config?.Any(pool => Wanted(pool.Gateway))) switch
        {
            ({ } endpoint, _) => $"container \"{endpoint.Name}\"",
            (_, true) => $"the gateway of network \"{found.Name}\"",
            _ => null,
        };
    }

    private static string Describe(Wire.ContainerListResponse container) =>
        $"container \"{ObservedContainerMapper.NameOf(container)}\"{Owner(container.Labels)}";

    private static string Owner(IDictionary<string, string>? labels) =>
        labels?.TryGetValue(Labels.Project, out string? project) == true ? $" of project \"{project}\"" : "";

    private static string? Join(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;
}
