using Compose.Net.Docker;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class RouteTableTests
{
    [Fact]
    public void Routes_are_read_as_the_kernel_writes_them_without_those_that_lead_everywhere_or_to_one_address()
    {
        const string Table = """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0
            eth0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
            tun0	00000000	0102000A	0003	0	0	0	00000080	0	0	0
            tun0	00000080	0102000A	0003	0	0	0	00000080	0	0	0
            tun0	0000000A	0102000A	0003	0	0	0	000000FF	0	0	0
            tun0	0101A8C0	00000000	0005	0	0	0	FFFFFFFF	0	0	0
            br-1	0000D60A	00000000	0001	0	0	0	00C0FFFF	0	0	0

            """;

        RouteTable.Ipv4(Table).Should().Equal(
            new ObservedRoute("192.0.2.0/24", "eth0"),
            new ObservedRoute("10.0.0.0/8", "tun0"),
            new ObservedRoute("10.214.0.0/18", "br-1"));
    }

    [Fact]
    public void Of_IPv6_routes_those_of_every_link_are_left_out_too()
    {
        const string Table = """
            00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
            00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo
            20000000000000000000000000000000 03 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     tun0
            00000000000000000000000000000000 01 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     tun0
            fd000000000000010000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     br-1
            fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
            ff000000000000000000000000000000 08 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000003 00000000 00000001     eth0

            """;

        RouteTable.Ipv6(Table).Should().Equal(new ObservedRoute("fd00:0:0:1::/64", "br-1"));
    }

    [Fact]
    public void A_table_that_is_not_there_or_not_understood_has_no_routes()
    {
        RouteTable.Ipv4("").Concat(RouteTable.Ipv6("")).Should().BeEmpty();
        RouteTable.Ipv4("a b c\nx y z 1 2 3 4 nonsense").Concat(RouteTable.Ipv6("1 2 3 4 5 6 7 8 9 lo")).Should().BeEmpty();
    }
}
