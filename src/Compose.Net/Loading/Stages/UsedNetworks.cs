using System.Net;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>The networks that will be made: those that an enabled service is on, and that nobody else owns.</summary>
internal static class UsedNetworks
{
    private const string DefaultDriver = "bridge";

    public static IEnumerable<(string Name, MappingNode Definition)> Of(LoadContext context)
    {
        var used = context.EnabledServices
            .SelectMany(service => ((MappingNode)service.Value).EntriesOf("networks"))
            .Select(endpoint => endpoint.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (MappingEntry network in context.Section("networks").Entries)
        {
            if (network.Value is MappingNode definition && used.Contains(network.Name) && !definition.IsExternal())
            {
                yield return (network.Name, definition);
            }
        }
    }

    /// <summary>The driver of a network, as the engine takes it.</summary>
    public static string DriverOf(MappingNode network) => network.Get<ScalarNode>("driver")?.Text is { Length: > 0 } named ? named : DefaultDriver;

    /// <summary>The entries of a network's <c>ipam: config</c>.</summary>
    public static IEnumerable<MappingNode> PoolsOf(MappingNode network) =>
        network.Get<MappingNode>("ipam")?.Get<SequenceNode>("config")?.Items.OfType<MappingNode>() ?? [];

    /// <summary>Those of them that have a subnet, with its text and what it says.</summary>
    public static IEnumerable<(MappingNode Pool, ScalarNode Text, IPNetwork Subnet)> SubnetsOf(MappingNode network)
    {
        foreach (MappingNode pool in PoolsOf(network))
        {
            if (pool.Get<ScalarNode>("subnet") is { } text && Addresses.TrySubnet(text.Text, out IPNetwork subnet))
            {
                yield return (pool, text, subnet);
            }
        }
    }

    /// <summary>Whether a subnet was taken out because of an error, so that nobody can say what lies in it.</summary>
    public static bool HasRefusedSubnet(MappingNode network) => PoolsOf(network).Any(pool => pool.IsRefused("subnet"));

    /// <summary>Whether the engine's own driver of addresses looks after the network, the rules of which are known.</summary>
    public static bool HasEnginesAddresses(MappingNode network) => network.Get<MappingNode>("ipam")?.Get<ScalarNode>("driver") is not { Text: not "default" };

    /// <summary>Whether the engine takes an address for the gateway where none is given: not where the host has no address on the network.</summary>
    public static bool HasEnginesGateway(MappingNode network) => HasEnginesAddresses(network)
        && !network.EntriesOf("driver_opts").Any(option => option.Value is ScalarNode value && BridgeOptions.IsIsolation(option.Name, value.Text));
}
