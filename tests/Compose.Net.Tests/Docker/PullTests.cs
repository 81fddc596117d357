using System.Text;
using System.Text.Json;
using Compose.Net.Docker;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class PullTests
{
    [Fact]
    public async Task A_pull_names_the_image_and_carries_the_stored_login()
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.47", """{"status":"Pull complete","id":"a"}""");

        await PullAsync(fake, "registry.local:5000/shop/api:7");

        string request = fake.Requests.Should().Contain(text => text.StartsWith("POST", StringComparison.Ordinal)).Which;
        request.Should().StartWith("POST /v1.47/images/create?fromImage=registry.local%3A5000%2Fshop%2Fapi&tag=7 ");
        string header = request.Split("\r\n").Single(line => line.StartsWith("X-Registry-Auth: ", StringComparison.Ordinal))["X-Registry-Auth: ".Length..];
        using JsonDocument login = JsonDocument.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
        login.RootElement.GetProperty("username").GetString().Should().Be("me");
        login.RootElement.GetProperty("password").GetString().Should().Be("secret");
    }

    [Fact]
    public async Task An_error_in_the_midst_of_a_pull_is_a_failure()
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.47", """{"status":"Pulling"}""" + "\r\n" + """{"errorDetail":{"message":"denied: not yours"},"error":"denied: not yours"}""");

        ComposeEngineException failed = (await FluentActions.Awaiting(() => PullAsync(fake, "shop/api")).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0411");
        failed.Message.Should().StartWith("Image \"shop/api\" could not be pulled.").And.Contain("Registry \"docker.io\" does not let us in, or does not have it. No login for it is stored. Check the name, and log in with \"docker login\".").And.EndWith("The engine said \"denied: not yours\".");
    }

    [Fact]
    public async Task A_push_names_the_image_with_its_tag_and_carries_the_stored_login()
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.47", """{"status":"Pushed","id":"a"}""");

        await ExecuteAsync(fake, new PushImage("registry.local:5000/shop/api:7"));

        string request = fake.Requests.Should().Contain(text => text.StartsWith("POST", StringComparison.Ordinal)).Which;
        request.Should().StartWith("POST /v1.47/images/registry.local:5000/shop/api/push?tag=7 ").And.Contain("X-Registry-Auth: ");
    }

    [Theory]
    [InlineData("denied: requested access to the resource is denied", "Registry \"docker.io\" does not let us in. No login for it is stored. Check the name, and log in with \"docker login\".")]
    [InlineData("An image does not exist locally with the tag: shop/api", "The engine does not have it. Build it first.")]
    [InlineData("dial tcp: connection refused", "Check that the engine can reach registry \"docker.io\".")]
    public async Task An_error_of_a_push_says_what_to_do(string said, string wayOut)
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.47", "{\"error\":\"" + said + "\",\"errorDetail\":{\"message\":\"" + said + "\"}}");

        ComposeEngineException failed = (await FluentActions.Awaiting(() => ExecuteAsync(fake, new PushImage("shop/api"))).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0439");
        failed.Message.Should().Be($"Image \"shop/api\" could not be pushed. {wayOut} The engine said \"{said}\".");
    }

    private static Task PullAsync(FakeEngine fake, string image) => ExecuteAsync(fake, new PullImage(image));

    private static async Task ExecuteAsync(FakeEngine fake, Operation operation)
    {
        string login = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:secret"));
        var files = FakeMachine.Map(("/home/me/.docker/config.json", """{"auths":{"registry.local:5000":{"auth":"LOGIN"}}}""".Replace("LOGIN", login, StringComparison.Ordinal)));
        await using DockerEngine engine = await DockerEngine.ConnectAsync(fake.Endpoint, FakeMachine.With(files: files), TimeProvider.System, TestContext.Current.CancellationToken);
        await engine.ExecuteAsync(operation, progress: null, TestContext.Current.CancellationToken);
    }
}
