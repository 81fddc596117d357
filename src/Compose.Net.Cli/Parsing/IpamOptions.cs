using System.Collections.Immutable;
using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Cli.Parsing;

/// <summary>Puts subnets, gateways, ranges and addresses that are kept back together: each belongs to the subnet that it lies in.</summary>
internal static class IpamOptions
{
    /// <exception cref="ToolException">A text is none of what it should be, or lies in no subnet.</exception>
    public static ImmutableArray<IpamPool> Of(string[] subnets, string[] gateways, string[] ranges, ImmutableSortedDictionary<string, string> auxiliary)
    {
        var pools = subnets.Select(text => (Range: Network(text, "--subnet"), Pool: new IpamPool { Subnet = text })).ToList();
        foreach (string gateway in gateways)
        {
            int index = Holder(pools, Address(gateway, "--gateway"), gateway, "--gateway");
            pools[index] = (pools[index].Range, pools[index].Pool with { Gateway = gateway });
        }

        foreach (string range in ranges)
        {
            int index = Holder(pools, Network(range, "--ip-range").BaseAddress, range, "--ip-range");
            pools[index] = (pools[index].Range, pools[index].Pool with { IpRange = range });
        }

        foreach ((string name, string address) in auxiliary)
        {
            int index = Holder(pools, Address(address, "--aux-address"), address, "--aux-address");
            pools[index] = (pools[index].Range, pools[index].Pool with { AuxiliaryAddresses = pools[index].Pool.AuxiliaryAddresses.Add(name, address) });
        }

        return [.. pools.Select(entry => entry.Pool)];
    }

    private static int Holder(List<(IPNetwork Range, IpamPool Pool)> pools, IPAddress address, string text, string option)
    {
        int index = pools.FindIndex(entry => entry.Range.Contains(address));
        return index >= 0 ? index : throw new ToolException(ToolCodes.CommandLine, $"{text} of {option} lies in no subnet. Name the subnet with --subnet.");
    }

    private static IPAddress Address(string text, string option) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" of {option} is no IP address. Write one such as 172.28.0.1.");

    // Engines differ in whether they take an address within the subnet for the subnet; where the bits behind the prefix are set, that is the engine's to say.
    private static IPNetwork Network(string text, string option) =>
        Subnet.TryParse(text, out IPNetwork subnet) ? subnet : throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" of {option} is no subnet. Write an address and the length of its prefix, such as 172.28.0.0/16.");
}
