namespace Compose.Net.Planning.Addresses;

/// <summary>
/// Hands out the subnets of one size in one base. What a search has passed is remembered as a shortcut, so that many searches take
/// time in proportion to their number, however full the base is.
/// </summary>
internal sealed class SlotSearch
{
    private readonly AddressRange _base;
    private readonly UInt128 _size;
    private readonly AddressRange[] _taken;
    private readonly Dictionary<UInt128, UInt128> _shortcuts = [];
    private readonly List<UInt128> _passed = [];

    /// <summary>Creates the search.</summary>
    /// <param name="range">The base.</param>
    /// <param name="prefixLength">The size of the subnets.</param>
    /// <param name="taken">What is taken: apart from each other, in order.</param>
    public SlotSearch(AddressRange range, int prefixLength, IEnumerable<AddressRange> taken)
    {
        _base = range;
        _size = AddressRange.SizeOf(range.IsIpv6, prefixLength);
        _taken = [.. taken.Where(range.Overlaps)];
        Count = prefixLength < range.PrefixLength ? 0 : range.Size / _size;
    }

    /// <summary>How many subnets the base has, free or not.</summary>
    public UInt128 Count { get; }

    /// <summary>Takes the first free subnet from a place on, and begins again at the front when the end is reached.</summary>
    public bool TryTake(UInt128 start, out AddressRange subnet)
    {
        UInt128 slot = NextFree(start);
        slot = slot < Count ? slot : NextFree(0);
        bool found = slot < Count;
        subnet = default;
        if (found)
        {
            UInt128 first = _base.First + (slot * _size);
            subnet = new AddressRange(_base.IsIpv6, first, first + (_size - 1));
            _shortcuts[slot] = slot + 1;
        }

        return found;
    }

    private UInt128 NextFree(UInt128 slot)
    {
        _passed.Clear();
        while (slot < Count)
        {
            if (_shortcuts.TryGetValue(slot, out UInt128 further))
            {
                _passed.Add(slot);
                slot = further;
            }
            else if (Obstacle(slot) is { } taken)
            {
                _passed.Add(slot);
                slot = taken.Last >= _base.Last ? Count : ((taken.Last - _base.First) / _size) + 1;
            }
            else
            {
                break;
            }
        }

        foreach (UInt128 passed in _passed)
        {
            _shortcuts[passed] = slot;
        }

        return slot;
    }

    // What is taken of a slot: the first range that ends in it or behind it, if it begins before the slot's end.
    private AddressRange? Obstacle(UInt128 slot)
    {
        UInt128 first = _base.First + (slot * _size);
        int low = 0;
        int high = _taken.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _taken[middle].Last < first ? (middle + 1, high) : (low, middle);
        }

        return low < _taken.Length && _taken[low].First <= first + (_size - 1) ? _taken[low] : null;
    }
}
