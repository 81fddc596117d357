using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>
/// Gives networks their subnets before the steps are written. A network that is there keeps what it has; what is missing is chosen so
/// that it overlaps no network, route or range that is known.
/// </summary>
internal sealed class AddressPlanner
{
    private const int Ipv6PrefixLength = 64;
    private const int Ipv6Part = 112;

    private readonly ComposeProject _project;
    private readonly ObservedState _observed;
    private readonly PlanBuilder _plan;
    private readonly AddressSettings _settings;
    private readonly TakenAddresses _taken = new();
    private readonly PlacedNetwork[] _networks;
    private readonly bool _keepsNetworks;

    // What the engine knows to be taken as well.
    private AddressRange[] _known = [];

    // What a network that is there has no right to keep when it is made anew: others have a claim to it.
    private AddressRange[] _claimed = [];

    // What the project's own files give to others of its networks.
    private AddressRange[] _written = [];

    private AddressPlanner(ComposeProject project, ObservedState observed, AddressOptions options, PlanBuilder plan, bool keepsNetworks)
    {
        _keepsNetworks = keepsNetworks;
        _project = project;
        _observed = observed;
        _plan = plan;
        _settings = AddressSettings.Read(options, plan);
        _networks = [.. Networks()];
    }

    /// <summary>Returns the project with all subnets that the plan decides on, and reports what is wrong with them.</summary>
    /// <param name="project">What is wanted.</param>
    /// <param name="observed">What is there.</param>
    /// <param name="options">How subnets are chosen.</param>
    /// <param name="plan">Takes what is wrong.</param>
    /// <param name="keepsNetworks">Whether networks that are there stay, even those that differ.</param>
    public static ComposeProject Place(ComposeProject project, ObservedState observed, AddressOptions options, PlanBuilder plan, bool keepsNetworks = false)
    {
        if (project.Networks.Values.All(network => network.External))
        {
            return project;
        }

        var planner = new AddressPlanner(project, observed, options, plan, keepsNetworks);
        return plan.HasErrors ? project : planner.Place();
    }

    private ComposeProject Place()
    {
        FindTaken();
        foreach (PlacedNetwork network in _networks)
        {
            PlaceWritten(network);
        }

        PlacedNetwork[] unwritten = [.. _networks.Where(network => !network.IsKept && network.IsBridge && !network.Has(ipv6: false) && network.Definition.EnableIpv4 != false)];
        ChooseWhereNoneIsWritten(unwritten);
        foreach (PlacedNetwork network in _networks.Where(LacksIpv6))
        {
            KeepOrRequest(network, ipv6: true, Ipv6PrefixLength);
        }

        Settle();
        return Apply();
    }

    private IEnumerable<PlacedNetwork> Networks()
    {
        Dictionary<string, NetworkUse> uses = NetworkUse.Of(_project);
        ILookup<string, ObservedNetwork> existing = _observed.Networks.ToLookup(network => network.Name, StringComparer.Ordinal);
        foreach (IGrouping<string, NetworkDefinition> group in _project.Networks.Values.Where(network => !network.External).GroupBy(network => network.Name, StringComparer.Ordinal))
        {
            var use = new NetworkUse();
            foreach (NetworkDefinition network in group)
            {
                use.Add(uses.GetValueOrDefault(network.Key) ?? new NetworkUse());
            }

            yield return new PlacedNetwork(group.First(), [.. group.Select(network => network.Key)], use, existing[group.Key].FirstOrDefault());
        }
    }

    private void FindTaken()
    {
        var subnets = new HashSet<AddressRange>();
        foreach (ObservedNetwork network in _observed.Networks)
        {
            string owner = network.Labels.GetValueOrDefault(Labels.Project) is { } project ? $"project \"{project}\"" : $"network \"{network.Name}\"";
            _taken.Add(network.Ipam, owner);
            subnets.UnionWith(network.Ipam.Pools.SelectMany(Range));
        }

        var claimed = new List<AddressRange>(_settings.Avoid);
        foreach (ObservedRoute route in _observed.Routes)
        {
            // A network's own bridge is a route as well.
            if (AddressRange.TryParse(route.Subnet, out AddressRange range) && !subnets.Contains(range))
            {
                claimed.Add(range);
                _taken.Add(range, $"the route {route.Subnet} through {route.Interface}");
                WarnOf(route, range);
            }
        }

        _known = [.. _taken.Ranges];
        foreach (AddressRange range in _settings.Avoid)
        {
            _taken.Add(range, $"the list of what to avoid, with {range}");
        }

        _written = [.. _networks.Where(network => !network.IsMoved).SelectMany(network => Ranges(network.Definition.Ipam)).Select(entry => entry.Range)];
        foreach (AddressRange range in _written)
        {
            _taken.Add(range, "this project");
        }

        _claimed = _keepsNetworks ? [] : [.. claimed, .. _written];
    }

    private void WarnOf(ObservedRoute route, AddressRange range)
    {
        foreach (PlacedNetwork network in _networks.Where(network => network.Observed is null && network is { IsBridge: true, Definition.Movable: false }))
        {
            foreach ((IpamPool pool, _) in Ranges(network.Definition.Ipam).Where(entry => entry.Range.Overlaps(range)))
            {
                _plan.Warn(DiagnosticCodes.SubnetOverRoute, $"Network \"{network.Definition.Name}\" wants subnet {pool.Subnet}, which overlaps the route {route.Subnet} through {route.Interface}: what is behind it may not be reached any more while the network is there. Choose another subnet, or none to have one chosen.", "networks", network.Definition.Key, "ipam");
            }
        }
    }

    // What the file says: it stands as it is, or it is only the shape of what a copy gets elsewhere.
    private void PlaceWritten(PlacedNetwork network)
    {
        (IpamPool Pool, AddressRange Range)[] there = [.. Ranges(network.Observed?.Ipam)];
        PlaceWritten(network, [.. there]);
        network.IsKept = network.Observed is { } observed && !network.Requests.Any()
            && NetworkIdentity.Changes(network.IsMoved ? network.Placed(network.Definition) : network.Definition, observed, _observed.Engine).IsEmpty;
        if (!network.IsKept && network.IsMoved && there.Any(entry => IsClaimed(entry.Range)))
        {
            network.Clear();
            PlaceWritten(network, [.. there.Where(entry => !IsClaimed(entry.Range))]);
        }
    }

    private void PlaceWritten(PlacedNetwork network, List<(IpamPool Pool, AddressRange Range)> there)
    {
        foreach (IpamPool pool in network.Definition.Pools)
        {
            if (!AddressRange.TryParse(pool.Subnet, out AddressRange from) || !network.IsMoved)
            {
                network.Pools.Add(pool);
            }
            else
            {
                int prefixLength = SubnetSize.For(network, pool, from, _settings.PrefixLength);
                int kept = there.FindIndex(other => other.Range.IsIpv6 == from.IsIpv6 && other.Range.PrefixLength <= prefixLength);
                if (kept < 0)
                {
                    network.Request(pool, from, from.IsIpv6, prefixLength);
                }
                else
                {
                    network.Place(pool, from, there[kept].Range, there[kept].Pool);
                    there.RemoveAt(kept);
                }
            }
        }
    }

    private bool IsClaimed(AddressRange range) => _claimed.Any(range.Overlaps);

    private void ChooseWhereNoneIsWritten(PlacedNetwork[] networks)
    {
        bool engineRunsShort = _settings.Mode == AddressMode.Auto && EnginePools.RunShort(
            _observed.DefaultPools,
            networks.Count(network => !network.Definition.Movable),
            _known,
            [.. _settings.Avoid, .. _networks.Where(network => !network.IsKept).SelectMany(network => network.Pools).SelectMany(Range)]);
        foreach (PlacedNetwork network in networks.Where(network => _settings.Mode == AddressMode.On || (_settings.Mode == AddressMode.Auto && (network.Definition.Movable || engineRunsShort))))
        {
            KeepOrRequest(network, ipv6: false, SubnetSize.For(network, _settings.PrefixLength));
        }
    }

    private bool LacksIpv6(PlacedNetwork network) =>
        !network.IsKept && network is { IsBridge: true, Definition.EnableIpv6: true } && !network.Has(ipv6: true)
        && !_observed.Engine.Ipv6Pools && _settings.Mode != AddressMode.Off;

    // A network that is made anew stays where it was, if that was a choice of ours and nobody else wants to be there by now.
    private void KeepOrRequest(PlacedNetwork network, bool ipv6, int prefixLength)
    {
        AddressRange there = Ranges(network.Observed?.Ipam)
            .Select(entry => entry.Range)
            .FirstOrDefault(range => range.IsIpv6 == ipv6 && range.PrefixLength == prefixLength && !IsClaimed(range) && _settings.Bases.Any(known => known.Contains(range)));
        if (there == default)
        {
            network.Request(null, null, ipv6, prefixLength);
        }
        else
        {
            network.Place(null, null, there, there: null);
        }
    }

    private void Settle()
    {
        SubnetRequest[] requests = [.. _networks.SelectMany(network => network.Requests)];
        if (requests.Length == 0)
        {
            return;
        }

        Dictionary<SubnetRequest, AddressRange> chosen = SubnetAllocator.Allocate(requests, _settings.Bases, _taken.Ranges);
        StayWhereNothingIsLeft(chosen);
        foreach (AddressRange range in chosen.Values)
        {
            _taken.Add(range, "this project");
        }

        foreach (PlacedNetwork network in _networks)
        {
            // Where nothing is left, the engine may still have something, unless addresses depend on the choice.
            bool must = _settings.Mode == AddressMode.On || network.Definition.Movable;
            foreach (SubnetRequest request in network.Requests.Where(request => must && !chosen.ContainsKey(request)))
            {
                AddressRange[] bases = _settings.BasesOf(request.IsIpv6);
                _plan.Error(
                    DiagnosticCodes.NoSubnetLeft,
                    $"No subnet with the prefix length {request.PrefixLength} is left for network \"{network.Definition.Name}\" in {string.Join(", ", bases)}. They are held by {_taken.Describe(bases)}. Remove networks that nobody uses with \"docker network prune\", or name another range with --allocate-from.",
                    "networks",
                    network.Definition.Key);
            }

            network.Settle(chosen);
        }
    }

    // What others have a claim to is better than nothing, except what the files give to another network.
    private void StayWhereNothingIsLeft(Dictionary<SubnetRequest, AddressRange> chosen)
    {
        foreach (PlacedNetwork network in _networks)
        {
            foreach (SubnetRequest request in network.Requests.Where(request => !chosen.ContainsKey(request)))
            {
                AddressRange there = Ranges(network.Observed?.Ipam)
                    .Select(entry => entry.Range)
                    .FirstOrDefault(range => range.IsIpv6 == request.IsIpv6 && range.PrefixLength <= request.PrefixLength && IsClaimed(range) && !_written.Any(range.Overlaps) && !chosen.ContainsValue(range));
                if (there != default)
                {
                    chosen.Add(request, there);
                }
            }
        }
    }

    private ComposeProject Apply()
    {
        ImmutableSortedDictionary<string, NetworkDefinition> networks = _project.Networks;
        var moves = new Dictionary<string, List<MovedSubnet>>(StringComparer.Ordinal);
        foreach (PlacedNetwork network in _networks)
        {
            if (!network.IsKept && network.IsBridge && _settings.Mode != AddressMode.Off)
            {
                KeepFixedAddressesFree(network);
            }

            if (network.Pools.SequenceEqual(network.Definition.Pools))
            {
                continue;
            }

            networks = networks.SetItems(network.Keys.Select(key => KeyValuePair.Create(key, network.Placed(_project.Networks[key]))));
            foreach (string key in network.Keys.Where(_ => network.Moves.Count > 0))
            {
                moves.Add(key, network.Moves);
            }
        }

        return _project with
        {
            Networks = networks,
            Services = Moved(_project.Services),
            DisabledServices = Moved(_project.DisabledServices), // Their containers may be plugged in again too.
        };

        ImmutableSortedDictionary<string, ServiceDefinition> Moved(ImmutableSortedDictionary<string, ServiceDefinition> services) =>
            moves.Count == 0 ? services : services.ToImmutableSortedDictionary(entry => entry.Key, entry => MovedAddresses.Apply(entry.Value, moves), StringComparer.Ordinal);
    }

    private static void KeepFixedAddressesFree(PlacedNetwork network)
    {
        for (int i = 0; i < network.Pools.Count; i++)
        {
            IpamPool pool = network.Pools[i];
            if (pool.IpRange is not null || !AddressRange.TryParse(pool.Subnet, out AddressRange subnet))
            {
                continue;
            }

            // Engine 20.10 cannot count to the end of a /64. Addresses are given out from the beginning, so only those there are in danger.
            AddressRange part = subnet.IsIpv6 && subnet.PrefixLength < Ipv6Part ? AddressRange.Of(ipv6: true, subnet.First, Ipv6Part) : subnet;
            SortedSet<UInt128> wanted = subnet.IsIpv6 ? network.Use.FixedIpv6 : network.Use.FixedIpv4;
            UInt128[] fixedAddresses = [.. wanted.Select(address => Moved(network, address, subnet.IsIpv6)).Where(part.Contains)];
            UInt128 first = subnet.First + 1;
            if (fixedAddresses.Length > 0
                && (pool.Gateway is not null || !fixedAddresses.Contains(first))
                && FixedAddressRange.Find(part, fixedAddresses, subnet.IsIpv6 ? network.Use.DynamicIpv6 : network.Use.Dynamic) is { } range)
            {
                // With a range the engine would take the gateway from it.
                network.Pools[i] = pool with { IpRange = range.ToString(), Gateway = pool.Gateway ?? AddressRange.Text(subnet.IsIpv6, first) };
            }
        }
    }

    private static IEnumerable<(IpamPool Pool, AddressRange Range)> Ranges(IpamDefinition? ipam) =>
        (ipam?.Pools ?? []).SelectMany(Range, (pool, range) => (pool, range));

    private static AddressRange[] Range(IpamPool pool) => AddressRange.TryParse(pool.Subnet, out AddressRange range) ? [range] : [];

    private static UInt128 Moved(PlacedNetwork network, UInt128 address, bool ipv6)
    {
        foreach (MovedSubnet move in network.Moves.Where(move => move.From.IsIpv6 == ipv6 && move.From.Contains(address)))
        {
            return move.To.First + (address - move.From.First);
        }

        return address;
    }
}
