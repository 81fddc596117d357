using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

public class EndpointChangeTests
{
    [Theory]
    [InlineData("shop-web-1 web", "shop-web-1 web")]
    [InlineData("shop-web-1 web host", "shop-web-1 web")]
    [InlineData("shop-web-1 web", "shop-web-1 web host")]
    public void A_host_name_makes_no_difference_among_the_aliases(string there, string wanted) =>
        Changes(there, wanted).Should().BeEmpty();

    [Theory]
    [InlineData("shop-web-1 web", "shop-web-1 web front")]
    [InlineData("shop-web-1 web front", "shop-web-1 web")]
    public void Any_other_alias_does(string there, string wanted) =>
        Changes(there, wanted).Should().Equal("networks.shop_edge.aliases");

    private static IEnumerable<string> Changes(string there, string wanted) =>
        EndpointWish.Changes(new ContainerEndpoint { Network = "shop_edge", Aliases = [.. wanted.Split(' ')] }, new ObservedEndpoint { HostName = "host", Aliases = [.. there.Split(' ')] }, new EngineCapabilities())
            .Select(change => change.Field);
}
