using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Testing;

public sealed class ComposeFixtureTests(EngineFixture engine, ShopFixture shop) : EngineTest(engine), IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_service_answers_where_the_fixture_says()
    {
        using var http = new HttpClient();

        (await http.GetStringAsync(shop.GetUri("web", 8080), Cancelled)).Should().Be("hello\n");

        string published = await Docker.RunAsync("port", shop.ProjectName + "-web-1", "8080");
        published.Should().Be(shop.GetEndpoint("web", 8080).ToString());
    }

    [Fact]
    public async Task Copies_run_beside_each_other_and_leave_nothing()
    {
        var copies = Enumerable.Range(0, 3).Select(_ => new ShopFixture()).ToList();
        using var http = new HttpClient();
        try
        {
            await Task.WhenAll(copies.Select(copy => copy.InitializeAsync().AsTask()));
            string[] pages = await Task.WhenAll(copies.Select(copy => http.GetStringAsync(copy.GetUri("web", 8080), Cancelled)));
            pages.Should().AllBe("hello\n");
        }
        finally
        {
            await Task.WhenAll(copies.Select(copy => copy.DisposeAsync().AsTask()));
        }

        foreach (ShopFixture copy in copies)
        {
            (await Docker.HasAsync("container", copy.ProjectName + "-web-1")).Should().BeFalse();
            (await Docker.HasAsync("network", copy.ProjectName + "_default")).Should().BeFalse();
            (await Docker.HasAsync("volume", copy.ProjectName + "_www")).Should().BeFalse();
        }
    }

    [Fact]
    public async Task A_port_is_found_again_after_its_container_was_started_again()
    {
        await using var copy = new ShopFixture();
        await copy.InitializeAsync();
        await Docker.RunAsync("restart", "-t", "0", copy.ProjectName + "-web-1");

        await copy.RefreshAsync(Cancelled);

        string published = await Docker.RunAsync("port", copy.ProjectName + "-web-1", "8080");
        copy.GetEndpoint("web", 8080).ToString().Should().Be(published);
    }
}
