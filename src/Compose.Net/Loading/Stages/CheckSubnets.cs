using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that the subnets of the networks that will be made do not share addresses.</summary>
internal sealed class CheckSubnets : ILoadStage
{
    public void Run(LoadContext context)
    {
        // Bridges share the host's one table of routes, and the engine refuses what overlaps. Overlays share the swarm's
        // addresses: the engine takes a second one that overlaps, and lets nobody be plugged into it.
        ILookup<string, (string Name, MappingNode Definition)> networks = UsedNetworks.Of(context).ToLookup(network => UsedNetworks.DriverOf(network.Definition));
        Compare([.. networks["bridge"].SelectMany(SubnetsOf)], context.Diagnostics);
        Compare([.. networks["overlay"].SelectMany(SubnetsOf)], context.Diagnostics);
    }

    private static IEnumerable<(string Network, IPNetwork Range, ScalarNode Text)> SubnetsOf((string Name, MappingNode Definition) network) =>
        UsedNetworks.SubnetsOf(network.Definition).Select(pool => (network.Name, pool.Subnet, pool.Text));

    // In the order of their first addresses, a subnet can only share addresses with the one that reaches furthest so far.
    private static void Compare(List<(string Network, IPNetwork Range, ScalarNode Text)> subnets, DiagnosticBag diagnostics)
    {
        subnets.Sort((a, b) => Compare(a.Range, b.Range));
        for (int i = 1, widest = 0; i < subnets.Count; i++)
        {
            (string network, IPNetwork range, ScalarNode text) = subnets[i];
            (string other, IPNetwork wide, ScalarNode otherText) = subnets[widest];
            if (!wide.Contains(range.BaseAddress))
            {
                widest = i;
                continue;
            }

            string owner = other == network ? "the same network" : $"network \"{other}\"";
            diagnostics.Error(
                DiagnosticCodes.OverlappingSubnets,
                $"The subnet {text.Text} of network \"{network}\" overlaps {otherText.Text} of {owner}. Choose another subnet, or leave it to the engine.",
                text.Span);
        }
    }

    private static int Compare(IPNetwork a, IPNetwork b)
    {
        byte[] left = a.BaseAddress.GetAddressBytes();
        byte[] right = b.BaseAddress.GetAddressBytes();
        int length = left.Length.CompareTo(right.Length);
        int order = length != 0 ? length : left.AsSpan().SequenceCompareTo(right);
        return order != 0 ? order : a.PrefixLength.CompareTo(b.PrefixLength);
    }
}
