namespace Compose.Net.Planning.Addresses;

/// <summary>Foresees what the engine would choose by itself.</summary>
internal static class EnginePools
{
    // What stays free for other programs that let the engine choose.
    private const int Reserve = 8;

    /// <summary>Whether the engine's own pools should not be asked for that many more subnets.</summary>
    /// <param name="pools">The engine's pools; none where they are not known.</param>
    /// <param name="wanted">How many subnets it would have to choose.</param>
    /// <param name="taken">What it knows to be taken.</param>
    /// <param name="forbidden">What it must not choose and does not know of: what the project names, what is to be avoided.</param>
    public static bool RunShort(IReadOnlyCollection<ObservedPool> pools, int wanted, IEnumerable<AddressRange> taken, IReadOnlyCollection<AddressRange> forbidden)
    {
        if (wanted == 0 || pools.Count == 0)
        {
            return false;
        }

        AddressRange[] known = SubnetAllocator.Merge(taken);
        return Free(pools, known).Take(wanted).Any(next => forbidden.Any(next.Overlaps))
            || Free(pools, SubnetAllocator.Merge([.. known, .. forbidden])).Take(wanted + Reserve).Count() < wanted + Reserve;
    }

    // The engine takes the first one that is free, in the order of its pools.
    private static IEnumerable<AddressRange> Free(IEnumerable<ObservedPool> pools, AddressRange[] taken)
    {
        foreach (ObservedPool pool in pools)
        {
            if (AddressRange.TryParse(pool.Base, out AddressRange range) && !range.IsIpv6)
            {
                var search = new SlotSearch(range, pool.PrefixLength, taken);
                while (search.TryTake(0, out AddressRange subnet))
                {
                    yield return subnet;
                }
            }
        }
    }
}
