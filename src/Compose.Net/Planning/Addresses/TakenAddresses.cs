using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>Everything that must not be chosen, with who holds it.</summary>
internal sealed class TakenAddresses
{
    private const int NamedAtMost = 6;

    private readonly List<(AddressRange Range, string Holder)> _entries = [];

    /// <summary>The ranges.</summary>
    public IEnumerable<AddressRange> Ranges => _entries.Select(entry => entry.Range);

    public void Add(AddressRange range, string holder) => _entries.Add((range, holder));

    public void Add(IpamDefinition? ipam, string holder)
    {
        foreach (IpamPool pool in ipam?.Pools ?? [])
        {
            if (AddressRange.TryParse(pool.Subnet, out AddressRange range))
            {
                Add(range, holder);
            }
        }
    }

    /// <summary>Says who holds what of some bases, those with the most first.</summary>
    public string Describe(IReadOnlyCollection<AddressRange> bases)
    {
        (string Holder, int Count)[] holders =
        [
            .. _entries.Where(entry => bases.Any(range => range.Overlaps(entry.Range)))
                .GroupBy(entry => entry.Holder, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(holder => holder.Item2)
                .ThenBy(holder => holder.Key, StringComparer.Ordinal),
        ];
        string named = string.Join(", ", holders.Take(NamedAtMost).Select(holder => holder.Count == 1 ? holder.Holder : string.Create(CultureInfo.InvariantCulture, $"{holder.Holder} ({holder.Count} subnets)")));
        return holders.Length == 0 ? "nobody: they are too small"
            : holders.Length <= NamedAtMost ? named
            : string.Create(CultureInfo.InvariantCulture, $"{named} and {holders.Length - NamedAtMost} more");
    }
}
