using System.Collections.Immutable;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Transport;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker;

/// <summary>The engine as it stays until it is started again, and the routes of its machine.</summary>
internal sealed class EngineSurroundings(DockerClient client, EngineHttp http, HostSystem host, EngineEndpoint endpoint)
{
    // What an engine uses that was told nothing else; it does not list them. https://github.com/moby/moby: ipamutils.
    private static readonly ImmutableArray<ObservedPool> BuiltInPools =
    [
        new("172.17.0.0/16", 16), new("172.18.0.0/16", 16), new("172.19.0.0/16", 16),
        new("172.20.0.0/14", 16), new("172.24.0.0/14", 16), new("172.28.0.0/14", 16),
        new("192.168.0.0/16", 20),
    ];

    // It runs other programs to describe itself, so it is asked once.
    private InfoBody? _info;

    // The engine's machine is this one, as far as can be told from here.
    private bool IsLocal => endpoint.Scheme == EndpointScheme.Unix || (endpoint.Scheme == EndpointScheme.Tcp && endpoint.BaseAddress.IsLoopback);

    /// <summary>Returns the routes of the engine's machine; none where they cannot be seen.</summary>
    public ImmutableArray<ObservedRoute> ReadRoutes() => IsLocal
        ? [.. RouteTable.Ipv4(host.ReadText("/proc/net/route") ?? "").Concat(RouteTable.Ipv6(host.ReadText("/proc/net/ipv6_route") ?? ""))]
        : [];

    /// <summary>Returns the pools that the engine takes subnets from.</summary>
    public async Task<ImmutableArray<ObservedPool>> ReadPoolsAsync(CancellationToken cancellationToken)
    {
        InfoBody info = await ReadInfoAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<ObservedPool> told = [.. (info.DefaultAddressPools ?? []).Select(pool => new ObservedPool(pool.Base, pool.Size))];
        return told.IsEmpty ? BuiltInPools : told;
    }

    /// <summary>Returns what tells the engine from others, whichever way it is reached; null where it does not tell.</summary>
    /// <remarks>The id of its network "host", which it makes once and keeps with its data. Its own id takes ten times as long to read, and stands in where there is no such network, as on Windows.</remarks>
    public async Task<string?> ReadIdentityAsync(CancellationToken cancellationToken)
    {
        var wanted = new Wire.NetworksListParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["driver"] = new Dictionary<string, bool> { ["host"] = true } } };
        IList<Wire.NetworkResponse> found = await client.Networks.ListNetworksAsync(wanted, cancellationToken).ConfigureAwait(false);
        return found is [{ ID: { Length: > 0 } id }] ? id : (await ReadInfoAsync(cancellationToken).ConfigureAwait(false)).Id;
    }

    private async Task<InfoBody> ReadInfoAsync(CancellationToken cancellationToken) =>
        _info ??= await http.GetAsync("info", EngineJson.Default.InfoBody, cancellationToken).ConfigureAwait(false);
}
