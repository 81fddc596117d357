namespace Compose.Net.Planning.Addresses;

/// <summary>
/// Finds the part of a subnet that the engine may choose from, so that it never gives a fixed address away to a container that
/// happens to start first.
/// </summary>
internal static class FixedAddressRange
{
    /// <summary>Returns the largest part without a fixed address; null where it has no room for the other containers.</summary>
    /// <param name="subnet">A subnet.</param>
    /// <param name="fixedAddresses">The fixed addresses in it.</param>
    /// <param name="containers">How many other containers there are.</param>
    public static AddressRange? Find(AddressRange subnet, IReadOnlyCollection<UInt128> fixedAddresses, int containers)
    {
        AddressRange largest = Largest(subnet, [.. fixedAddresses.Order()]);

        // While a container is replaced there are two of it; the gateway and the ends of the subnet may be in this part too.
        UInt128 needed = ((UInt128)containers * 2) + 3;
        return largest.PrefixLength < subnet.PrefixLength || largest.Size < needed || largest == subnet ? null : largest;
    }

    // Halves the subnet as long as a half holds a fixed address, and follows both halves.
    private static AddressRange Largest(AddressRange range, ReadOnlySpan<UInt128> addresses)
    {
        if (addresses.IsEmpty || range.Size == 1)
        {
            return range;
        }

        UInt128 middle = range.First + (range.Size / 2);
        AddressRange lower = range with { Last = middle - 1 };
        AddressRange upper = range with { First = middle };
        int split = 0;
        while (split < addresses.Length && addresses[split] < middle)
        {
            split++;
        }

        AddressRange inLower = Largest(lower, addresses[..split]);
        AddressRange inUpper = Largest(upper, addresses[split..]);

        // Of two of one size the upper one: people number their fixed addresses from below.
        return inLower.Size > inUpper.Size ? inLower : inUpper;
    }
}
