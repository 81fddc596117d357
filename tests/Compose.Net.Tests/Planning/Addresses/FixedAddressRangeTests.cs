using System.Net;
using Compose.Net.Planning.Addresses;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning.Addresses;

public sealed class FixedAddressRangeTests
{
    [Theory]
    [InlineData("172.28.0.0/24", "172.28.0.10", 4, "172.28.0.128/25")]
    [InlineData("172.28.0.0/24", "172.28.0.200", 4, "172.28.0.0/25")]
    [InlineData("172.28.0.0/24", "172.28.0.10 172.28.0.200", 4, "172.28.0.128/26")]
    [InlineData("172.28.0.0/16", "172.28.0.2 172.28.0.3", 100, "172.28.128.0/17")]
    [InlineData("172.28.0.0/29", "172.28.0.2 172.28.0.5", 0, null)]
    [InlineData("172.28.0.0/28", "172.28.0.2", 3, null)]
    public void The_engine_may_choose_from_the_largest_part_without_a_fixed_address_where_all_others_fit(string subnet, string addresses, int others, string? expected)
    {
        AddressRange.TryParse(subnet, out AddressRange range).Should().BeTrue();

        AddressRange? found = FixedAddressRange.Find(range, [.. addresses.Split(' ').Select(text => AddressRange.Number(IPAddress.Parse(text)))], others);

        found?.ToString().Should().Be(expected);
        (found is null).Should().Be(expected is null);
    }

    [Fact]
    public void The_part_is_in_the_subnet_and_holds_no_fixed_address_whatever_these_are() =>
        Gen.Select(Gen.Int[16, 29], Gen.Int[0, 65535].HashSet[1, 20], Gen.Int[0, 300]).Sample(
            (prefixLength, offsets, others) =>
            {
                AddressRange.TryParse($"10.90.0.0/{prefixLength}", out AddressRange subnet).Should().BeTrue();
                UInt128[] addresses = [.. offsets.Select(offset => subnet.First + ((UInt128)offset % subnet.Size)).Distinct()];

                if (FixedAddressRange.Find(subnet, addresses, others) is { } part)
                {
                    subnet.Contains(part).Should().BeTrue();
                    addresses.Should().NotContain(address => part.Contains(address));
                    part.Size.Should().BeGreaterThan((UInt128)(others * 2));
                    (part.First % part.Size).Should().Be(UInt128.Zero);
                }
            },
            iter: 2_000);
}
