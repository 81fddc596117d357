using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Benchmarks;

/// <summary>Prints how long the choice of 1,000 and of 10,000 subnets takes where 1,000 are taken: under a tenth of a second, and linear.</summary>
internal static class AllocationTime
{
    private const double MostMilliseconds = 100;
    private const double MostRatio = 15;

    // The first has room for 8,192 subnets, so that the second is needed as well: what is nearly full is what takes long.
    private static readonly ImmutableArray<AddressRange> Bases = [Range("10.64.0.0/13"), Range("172.16.0.0/12")];

    private static readonly AddressRange[] Taken = [.. Enumerable.Range(0, 1_000).Select(i => Range(string.Create(CultureInfo.InvariantCulture, $"10.{64 + (i / 250)}.{i % 250}.0/25")))];

    /// <returns>Whether both targets were met.</returns>
    public static bool Print()
    {
        double few = Measure(1_000), many = Measure(10_000);
        bool met = many <= MostMilliseconds && many <= MostRatio * few;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nsubnets, fastest of {Fastest.Rounds}, with 1,000 taken: 1,000 in {few:F1} ms; 10,000 in {many:F1} ms (<= {MostMilliseconds:F0}), {many / few:F1} times as long (<= {MostRatio:F0}): {(met ? "met" : "MISSED")}"));
        return met;
    }

    private static double Measure(int count)
    {
        SubnetRequest[] requests = [.. Enumerable.Range(0, count).Select(i => new SubnetRequest(string.Create(CultureInfo.InvariantCulture, $"p{i}_default"), IsIpv6: false, PrefixLength: 26))];
        return Fastest.Of(() => SubnetAllocator.Allocate(requests, Bases, Taken));
    }

    private static AddressRange Range(string subnet) => AddressRange.Of(IPNetwork.Parse(subnet));
}
