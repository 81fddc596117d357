using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Compose.Net.Planning.Addresses;

/// <summary>
/// Chooses subnets that overlap nothing that is taken, nor each other. A request begins its search where the hash of its key points,
/// so that it finds the same subnet again, and so that programs that choose at the same time seldom choose the same one.
/// </summary>
internal static class SubnetAllocator
{
    /// <summary>Returns the subnet of each request that could be met.</summary>
    /// <param name="requests">The requests; the order does not matter.</param>
    /// <param name="bases">What to choose from, in this order.</param>
    /// <param name="taken">What must not be chosen, in any order.</param>
    public static Dictionary<SubnetRequest, AddressRange> Allocate(IEnumerable<SubnetRequest> requests, ImmutableArray<AddressRange> bases, IEnumerable<AddressRange> taken)
    {
        var chosen = new Dictionary<SubnetRequest, AddressRange>();
        var all = new List<AddressRange>(taken);

        // The large ones first: what is left between them still serves the small ones.
        foreach (IGrouping<(bool IsIpv6, int PrefixLength), SubnetRequest> size in requests
            .OrderBy(request => request.IsIpv6)
            .ThenBy(request => request.PrefixLength)
            .ThenBy(request => request.Key, StringComparer.Ordinal)
            .GroupBy(request => (request.IsIpv6, request.PrefixLength)))
        {
            AddressRange[] merged = Merge(all);
            SlotSearch[] searches = [.. bases.Where(range => range.IsIpv6 == size.Key.IsIpv6).Select(range => new SlotSearch(range, size.Key.PrefixLength, merged))];
            var given = new HashSet<AddressRange>();
            foreach (SubnetRequest request in size)
            {
                if (TryTake(searches, Hash(request.Key), given, out AddressRange subnet))
                {
                    chosen[request] = subnet;
                    all.Add(subnet);
                }
            }
        }

        return chosen;
    }

    /// <summary>The same addresses as ranges that are apart from each other, in order.</summary>
    public static AddressRange[] Merge(IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (AddressRange range in ranges.Order())
        {
            if (merged.Count > 0 && merged[^1].Overlaps(range))
            {
                merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return [.. merged];
    }

    // Where two bases overlap, each has slots that the other one has too.
    private static bool TryTake(SlotSearch[] searches, UInt128 hash, HashSet<AddressRange> given, out AddressRange subnet)
    {
        foreach (SlotSearch search in searches)
        {
            while (search.Count > 0 && search.TryTake(hash % search.Count, out subnet))
            {
                if (given.Add(subnet))
                {
                    return true;
                }
            }
        }

        subnet = default;
        return false;
    }

    private static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
