using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>
/// Address pools are merged by their subnet. Pools of a subnet that was not there yet replace those of the same address family,
/// unless one of that family is merged: then they are added.
/// </summary>
internal static class PoolMerge
{
    public static Node Join(Node earlier, Node later, MergeNodes merge)
    {
        if (earlier is not SequenceNode before || later is not SequenceNode after)
        {
            return later;
        }

        var known = new Dictionary<string, MappingNode>(StringComparer.Ordinal);
        foreach (Node pool in before.Items)
        {
            known.TryAdd(SubnetOf(pool), (MappingNode)pool);
        }

        var met = new HashSet<bool>();
        var added = new List<MappingNode>();
        foreach (Node item in after.Items)
        {
            var pool = (MappingNode)item;
            if (known.TryGetValue(SubnetOf(pool), out MappingNode? same))
            {
                merge.Merge(same, pool, null);
                met.Add(IsIpv6(pool));
            }
            else
            {
                added.Add(pool);
            }
        }

        HashSet<bool> replaced = [.. added.Select(IsIpv6).Where(family => !met.Contains(family))];
        before.Items.RemoveAll(pool => replaced.Contains(IsIpv6(pool)));
        before.Items.AddRange(added);
        return before;
    }

    private static bool IsIpv6(Node pool) => SubnetOf(pool).Contains(':', StringComparison.Ordinal);

    private static string SubnetOf(Node pool) => ((MappingNode)pool).Get<ScalarNode>("subnet")?.Text ?? "";
}
