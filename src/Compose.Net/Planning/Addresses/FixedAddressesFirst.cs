using System.Collections.Immutable;
using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>
/// Lets containers with fixed addresses start before those that take what the engine gives, on networks where the engine might give
/// them one of the fixed addresses.
/// </summary>
internal sealed class FixedAddressesFirst
{
    private readonly ReconcileContext _context;
    private readonly Dictionary<string, HashSet<string>> _needed = new(StringComparer.Ordinal);
    private readonly ILookup<(string Network, bool IsIpv6), ServiceDefinition> _holders;
    private readonly Dictionary<string, UInt128> _distances;

    public FixedAddressesFirst(ReconcileContext context)
    {
        _context = context;
        ILookup<string, ObservedNetwork> existing = context.Observed.Networks.ToLookup(network => network.Name, StringComparer.Ordinal);
        (ServiceDefinition Service, string Key, string Address)[] inDanger =
        [
            .. context.Project.Services.Values
                .Where(service => service.Scale > 0)
                .SelectMany(service => service.Networks, (service, entry) => (service, entry.Key, entry.Value))
                .SelectMany(entry => entry.Value.FixedAddresses.Where(address => !IsKeptFree(entry.Key, address, existing)), (entry, address) => (entry.service, entry.Key, address)),
        ];
        _holders = inDanger.ToLookup(entry => (entry.Key, EndpointAddress.IsIpv6(entry.Address)), entry => entry.Service);
        _distances = inDanger
            .GroupBy(entry => entry.Service.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(entry => DistanceOf(entry.Key, entry.Address, existing)), StringComparer.Ordinal);
        foreach (ServiceDefinition holder in _holders.SelectMany(group => group))
        {
            _needed.TryAdd(holder.Name, context.Graph.WithDependencies([holder.Name]));
        }

        ImmutableArray<string> order = context.Graph.StartOrder;
        var first = _needed.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);
        Order = first.Count == 0 ? order : [.. order.Where(first.Contains), .. order.Where(name => !first.Contains(name))];
    }

    /// <summary>The services, each behind those that it depends on, and those with fixed addresses as early as that allows.</summary>
    public ImmutableArray<string> Order { get; }

    /// <summary>The services whose fixed addresses one of the service's containers could be given.</summary>
    public IEnumerable<string> Before(ServiceDefinition service) => _holders.Count == 0 ? [] : service.Networks
        .SelectMany(entry => HoldersOf(entry.Key, entry.Value))
        .Where(holder => !_needed[holder.Name].Contains(service.Name) && !IsInMoreDanger(service, holder))
        .Select(holder => holder.Name)
        .Distinct(StringComparer.Ordinal);

    // Where each of two could be given the other's address, the one nearer to the beginning of its subnet goes first: engines give addresses out from there.
    private bool IsInMoreDanger(ServiceDefinition service, ServiceDefinition holder) =>
        _distances.TryGetValue(service.Name, out UInt128 distance) && distance <= _distances[holder.Name]
        && holder.Networks.SelectMany(entry => HoldersOf(entry.Key, entry.Value)).Contains(service);

    // Of each family, the engine gives an address to those only that have none fixed.
    private IEnumerable<ServiceDefinition> HoldersOf(string network, EndpointDefinition endpoint) =>
    [
        .. endpoint.Ipv4Address is null ? _holders[(network, false)] : [],
        .. endpoint.Ipv6Address is null ? _holders[(network, true)] : [],
    ];

    private UInt128 DistanceOf(string key, string address, ILookup<string, ObservedNetwork> existing)
    {
        foreach (IpamPool pool in PoolsOf(key, existing))
        {
            if (AddressRange.TryParse(pool.Subnet, out AddressRange subnet) && AddressRange.TryNumber(address, subnet, out UInt128 number))
            {
                return number - subnet.First;
            }
        }

        return UInt128.MaxValue;
    }

    private IEnumerable<IpamPool> PoolsOf(string key, ILookup<string, ObservedNetwork> existing)
    {
        NetworkDefinition network = _context.Project.Networks[key];
        return network.Pools.Concat(existing[network.Name].SelectMany(other => other.Ipam.Pools));
    }

    private bool IsKeptFree(string key, string address, ILookup<string, ObservedNetwork> existing) =>
        IPAddress.TryParse(address, out IPAddress? parsed)
            && PoolsOf(key, existing).Any(pool => Subnet.TryParse(pool.Subnet, out IPNetwork subnet) && subnet.Contains(parsed) && Subnet.TryParse(pool.IpRange, out IPNetwork range) && !range.Contains(parsed));
}
