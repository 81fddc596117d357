using System.Collections.Immutable;
using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What only a new network can change. Labels are not in it: the engine cannot change them, and no service notices.</summary>
internal static class NetworkIdentity
{
    private const string DefaultDriver = "bridge";
    private const string DefaultAddressDriver = "default";
    private const string Ipv4Option = "com.docker.network.enable_ipv4";
    private const string Ipv6Option = "com.docker.network.enable_ipv6";

    public static FieldMap Of(NetworkDefinition network)
    {
        // What the plan chose itself is no wish: it may choose otherwise on another day, and the network stays.
        network = network.Asked ?? network;
        var fields = new FieldMap.Builder()
            .Add("driver", network.Driver ?? DefaultDriver)
            .Add("driver_opts", network.DriverOptions)
            .Add("internal", network.Internal)
            .Add("attachable", network.Attachable)
            .Add("enable_ipv4", network.EnableIpv4 == false ? "false" : null)
            .Add("enable_ipv6", network.EnableIpv6 == true);
        if (network.Ipam is { } ipam)
        {
            fields
                .Add("ipam.driver", ipam.Driver)
                .Add("ipam.options", ipam.Options)
                .Add("ipam.config", ipam.Pools.IsEmpty ? null : ipam.Pools.Select(Pool));
        }

        return fields.Build();
    }

    /// <summary>Whether the project wants a network of this name, and just as it is.</summary>
    public static bool IsAsWanted(ComposeProject project, ObservedNetwork observed, EngineCapabilities engine) =>
        project.Networks.Values.FirstOrDefault(network => network.Name == observed.Name) is { } wanted && Fits(wanted, observed, engine);

    /// <summary>Whether a network is as its definition says; of one that others look after, nothing is said.</summary>
    public static bool Fits(NetworkDefinition desired, ObservedNetwork observed, EngineCapabilities engine) => desired.External || Changes(desired, observed, engine).IsEmpty;

    /// <summary>Returns what differs between what is asked for and what is there: first by what was recorded, then by what the engine reports.</summary>
    public static ImmutableArray<Change> Changes(NetworkDefinition desired, ObservedNetwork observed, EngineCapabilities engine)
    {
        FieldMap? recorded = FieldMap.FromJson(observed.Labels.GetValueOrDefault(Labels.Fields));
        ImmutableArray<Change> changes = recorded is null ? [] : Of(desired).ChangesSince(recorded);
        return changes.IsEmpty ? [.. Drift(desired, observed, engine)] : changes;
    }

    /// <summary>The network as a definition again, with all that the engine chose, so that it can be put back as it was.</summary>
    public static NetworkDefinition Again(string key, ObservedNetwork observed) => new()
    {
        Key = key,
        Name = observed.Name,
        Driver = observed.Driver,
        DriverOptions = observed.DriverOptions,
        Internal = observed.Internal,
        Attachable = observed.Attachable,
        EnableIpv4 = observed.EnableIpv4 ? null : false,
        EnableIpv6 = observed.EnableIpv6 ? true : null,
        Ipam = observed.Ipam.Pools.IsEmpty ? null : observed.Ipam,
    };

    private static IEnumerable<Change> Drift(NetworkDefinition desired, ObservedNetwork observed, EngineCapabilities engine)
    {
        string driver = desired.Driver ?? DefaultDriver;
        if (!string.Equals(driver, observed.Driver, StringComparison.Ordinal))
        {
            yield return new Change("driver", observed.Driver, driver);
        }

        if (desired.Internal != observed.Internal)
        {
            yield return new Change("internal", Text(observed.Internal), Text(desired.Internal));
        }

        if (desired.Attachable != observed.Attachable)
        {
            yield return new Change("attachable", Text(observed.Attachable), Text(desired.Attachable));
        }

        // Where nothing is said, the choice is the engine's, whose settings may have others than the usual ones.
        if (engine.NetworkWithoutIpv4 && desired.EnableIpv4 is { } ipv4 && ipv4 != observed.EnableIpv4)
        {
            yield return new Change("enable_ipv4", Text(observed.EnableIpv4), Text(ipv4));
        }

        if (desired.EnableIpv6 is { } ipv6 && ipv6 != observed.EnableIpv6)
        {
            yield return new Change("enable_ipv6", Text(observed.EnableIpv6), Text(ipv6));
        }

        // Beside its key, an engine drops the option that stands for the same.
        foreach ((string option, string value) in desired.DriverOptions.Where(option => option.Key switch
        {
            Ipv4Option => desired.EnableIpv4 is null,
            Ipv6Option => desired.EnableIpv6 is null,
            _ => true,
        }))
        {
            string? actual = observed.DriverOptions.GetValueOrDefault(option);
            if (!string.Equals(value, actual, StringComparison.Ordinal))
            {
                yield return new Change($"driver_opts.{option}", actual, value);
            }
        }

        if (desired.Ipam?.Driver is { } plan && plan != (observed.Ipam.Driver ?? DefaultAddressDriver))
        {
            yield return new Change("ipam.driver", observed.Ipam.Driver, plan);
        }

        foreach (IpamPool pool in desired.Pools)
        {
            if (!observed.Ipam.Pools.Any(actual => Covers(pool, actual)))
            {
                string there = string.Join(", ", observed.Ipam.Pools.Select(Pool));
                yield return new Change("ipam.config", there.Length == 0 ? null : there, Pool(pool));
            }
        }
    }

    private static bool Covers(IpamPool wanted, IpamPool actual) =>
        (wanted.Subnet is null || SameSubnet(wanted.Subnet, actual.Subnet))
        && (wanted.IpRange is null || SameSubnet(wanted.IpRange, actual.IpRange))
        && (wanted.Gateway is null || SameAddress(wanted.Gateway, actual.Gateway))
        && wanted.AuxiliaryAddresses.All(entry => SameAddress(entry.Value, actual.AuxiliaryAddresses.GetValueOrDefault(entry.Key)));

    private static bool SameSubnet(string wanted, string? actual) =>
        string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase)
        || (Subnet.TryParse(wanted, out IPNetwork a) && actual is not null && Subnet.TryParse(actual, out IPNetwork b) && a == b);

    private static bool SameAddress(string wanted, string? actual) =>
        string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(wanted, out IPAddress? a) && IPAddress.TryParse(actual, out IPAddress? b) && a.Equals(b));

    private static string Pool(IpamPool pool) => string.Join(
        ' ',
        new[] { pool.Subnet, pool.IpRange is null ? null : $"range {pool.IpRange}", pool.Gateway is null ? null : $"gateway {pool.Gateway}" }
            .Concat(pool.AuxiliaryAddresses.Select(entry => $"{entry.Key} {entry.Value}"))
            .Where(part => part is not null));

    private static string Text(bool value) => value ? "true" : "false";
}
