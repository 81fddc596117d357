using System.Net;
using System.Net.Sockets;
using Compose.Net;
using Xunit;

namespace Shop.Tests;

public sealed class ShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_front_page_greets_as_configured()
    {
        using var http = new HttpClient { BaseAddress = shop.GetUri("web", 8080) };

        string page = await http.GetStringAsync("/", Cancellation);

        Assert.Equal("Welcome to the tests", page.Trim());
    }

    [Fact]
    public async Task The_stock_page_shows_what_the_store_holds()
    {
        using var http = new HttpClient { BaseAddress = shop.GetUri("web", 8080) };

        string stock = await http.GetStringAsync("/cgi-bin/stock", Cancellation);

        Assert.Equal("41 apples", stock.Trim());
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_not_found()
    {
        using var http = new HttpClient { BaseAddress = shop.GetUri("web", 8080) };

        using HttpResponseMessage response = await http.GetAsync(new Uri("/nothing", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_store_answers_over_tcp()
    {
        PublishedEndpoint store = shop.GetEndpoint("store", 7000);
        using var client = new TcpClient();
        await client.ConnectAsync(store.Host, store.Port, Cancellation);
        using var reader = new StreamReader(client.GetStream());

        string? line = await reader.ReadLineAsync(Cancellation);

        Assert.Equal("41 apples", line);
    }

    [Fact]
    public async Task A_shop_that_is_cut_off_from_its_store_recovers_once_the_network_is_whole_again()
    {
        using var http = new HttpClient { BaseAddress = shop.GetUri("web", 8080) };
        string network = shop.Project.Networks["default"].Name;

        await shop.Client.Networks.DisconnectAsync($"{shop.ProjectName}-store-1", network, Cancellation);
        string cutOff = await http.GetStringAsync("/cgi-bin/stock", Cancellation);
        await shop.Client.UpAsync(shop.Project, cancellationToken: Cancellation);
        await shop.RefreshAsync(Cancellation); // The engine chose another port of this machine for the store.
        string whole = await http.GetStringAsync("/cgi-bin/stock", Cancellation);

        Assert.Equal("", cutOff.Trim());
        Assert.Equal("41 apples", whole.Trim());
    }
}
