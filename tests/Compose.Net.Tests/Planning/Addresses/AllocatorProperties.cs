using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Planning.Addresses;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning.Addresses;

/// <summary>Whatever is taken, and whatever is asked for: nothing overlaps, nothing moves without need, and nothing is kept back.</summary>
public sealed class AllocatorProperties
{
    // Small enough that it is full at times, and that a slow, plain check can look at every subnet of it.
    private static readonly ImmutableArray<AddressRange> Bases = [Range("10.83.0.0/24"), Range("172.16.9.0/25"), Range("fd00::/60")];

    private static readonly Gen<(int Seed, int Taken, int Wanted)> Cases = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 12], Gen.Int[0, 30]);

    [Fact]
    public void No_chosen_subnet_overlaps_what_is_taken_or_another_one_and_each_is_in_a_base() =>
        Cases.Sample(
            draw =>
            {
                (SubnetRequest[] requests, AddressRange[] taken) = Draw(draw);

                Dictionary<SubnetRequest, AddressRange> chosen = SubnetAllocator.Allocate(requests, Bases, taken);

                foreach ((SubnetRequest request, AddressRange subnet) in chosen)
                {
                    (subnet.IsIpv6, subnet.PrefixLength).Should().Be((request.IsIpv6, request.PrefixLength));
                    (subnet.First % subnet.Size).Should().Be(UInt128.Zero, "a subnet begins where its prefix says");
                    Bases.Should().Contain(range => range.Contains(subnet));
                    taken.Should().NotContain(range => range.Overlaps(subnet));
                    chosen.Where(other => other.Key != request).Should().NotContain(other => other.Value.Overlaps(subnet));
                }
            },
            iter: 2_000,
            threads: 2);

    [Fact]
    public void A_request_fails_only_where_no_subnet_of_its_size_is_free() =>
        Cases.Sample(
            draw =>
            {
                (SubnetRequest[] requests, AddressRange[] taken) = Draw(draw);

                Dictionary<SubnetRequest, AddressRange> chosen = SubnetAllocator.Allocate(requests, Bases, taken);

                foreach (SubnetRequest failed in requests.Where(request => !chosen.ContainsKey(request)))
                {
                    EverySubnet(failed).Should().NotContain(subnet => !taken.Concat(chosen.Values).Any(subnet.Overlaps), "{0} was not met", failed);
                }
            },
            iter: 1_000,
            threads: 2);

    [Fact]
    public void The_order_of_requests_and_of_what_is_taken_does_not_matter() =>
        Cases.Sample(
            draw =>
            {
                (SubnetRequest[] requests, AddressRange[] taken) = Draw(draw);
                Dictionary<SubnetRequest, AddressRange> before = SubnetAllocator.Allocate(requests, Bases, taken);
                var random = new Random(draw.Seed);
                random.Shuffle(requests);
                random.Shuffle(taken);

                SubnetAllocator.Allocate(requests, Bases, taken).Should().BeEquivalentTo(before);
            },
            iter: 300,
            threads: 2);

    [Fact]
    public void A_subnet_does_not_depend_on_others_that_come_and_go_elsewhere() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var request = new SubnetRequest(seed.ToString(CultureInfo.InvariantCulture), false, 28);
                AddressRange first = SubnetAllocator.Allocate([request], Bases, [])[request];
                AddressRange[] others = [.. EverySubnet(request).Where(subnet => subnet != first).OrderBy(subnet => unchecked(subnet.First.GetHashCode() * (seed | 1))).Take(6)];

                SubnetAllocator.Allocate([request], Bases, others)[request].Should().Be(first);
            },
            iter: 300,
            threads: 2);

    [Theory]
    [InlineData("0.0.0.0/0", "255.255.255.255/32")]
    [InlineData("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128")]
    public void All_addresses_of_a_family_are_a_range_too(string all, string last) => Range(all).Contains(Range(last)).Should().BeTrue();

    [Fact]
    public void Bases_that_overlap_give_no_subnet_twice()
    {
        ImmutableArray<AddressRange> bases = [Range("10.9.0.0/26"), Range("10.9.0.0/25")];
        SubnetRequest[] requests = [.. Enumerable.Range(0, 9).Select(i => new SubnetRequest($"n{i}", false, 28))];

        SubnetAllocator.Allocate(requests, bases, []).Values.Distinct().Should().HaveCount(8, "that many are in both together");
    }

    [Fact]
    public void Different_keys_begin_at_different_places()
    {
        ImmutableArray<AddressRange> wide = [Range("10.0.0.0/8")];

        AddressRange[] chosen = [.. Enumerable.Range(0, 1_000).Select(i => new SubnetRequest($"shop-{i}_default", false, 26)).Select(request => SubnetAllocator.Allocate([request], wide, [])[request])];

        // Among 262,144 places, about two of a thousand meet by chance.
        chosen.Distinct().Should().HaveCountGreaterThan(980, "programs that choose at the same time must seldom choose the same");
    }

    private static (SubnetRequest[] Requests, AddressRange[] Taken) Draw((int Seed, int Taken, int Wanted) draw)
    {
        var random = new Random(draw.Seed);
        SubnetRequest[] requests =
        [
            .. Enumerable.Range(0, draw.Wanted).Select(i => random.Next(4) == 0
                ? new SubnetRequest($"n{i}", true, 64)
                : new SubnetRequest($"n{i}", false, random.Next(26, 31))),
        ];
        AddressRange[] taken = [.. Enumerable.Range(0, draw.Taken).Select(_ => random.Next(5) switch
        {
            0 => Range($"fd00:0:0:{random.Next(16):x}::/{random.Next(62, 70)}"),
            1 => Range($"172.16.9.{random.Next(256)}/{random.Next(24, 33)}"),
            2 => Range("10.0.0.0/8") with { First = Range("10.83.0.64/32").First, Last = Range("10.83.0.64/32").First + (UInt128)random.Next(200) },
            _ => Range($"10.83.0.{random.Next(256)}/{random.Next(26, 33)}"),
        })];
        return (requests, taken);
    }

    private static IEnumerable<AddressRange> EverySubnet(SubnetRequest request)
    {
        foreach (AddressRange range in Bases.Where(range => range.IsIpv6 == request.IsIpv6 && range.PrefixLength <= request.PrefixLength))
        {
            UInt128 size = AddressRange.SizeOf(request.IsIpv6, request.PrefixLength);
            for (UInt128 first = range.First; first <= range.Last; first += size)
            {
                yield return new AddressRange(range.IsIpv6, first, first + (size - 1));
            }
        }
    }

    private static AddressRange Range(string subnet) =>
        AddressRange.TryParse(subnet, out AddressRange range) ? range : throw new ArgumentException(subnet);
}
