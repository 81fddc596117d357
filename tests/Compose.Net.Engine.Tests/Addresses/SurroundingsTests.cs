using System.Globalization;
using System.Net;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Addresses;

/// <summary>What stands in the way of a new network: routes of the engine's machine, and networks that use up its pools.</summary>
[Collection(nameof(SmallPoolsCollection))]
public sealed class SurroundingsTests(SmallPoolsEngine engine) : IAsyncLifetime
{
    private const string Network = "crowded_back";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        engine.Require();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (await engine.Docker.ListAsync("network", "ls", "-q", "--filter", "label=com.docker.compose.project") is { Length: > 0 } left)
        {
            await engine.Docker.RunAsync(["network", "rm", .. left]);
        }
    }

    [Fact]
    public async Task A_chosen_subnet_avoids_a_route_of_the_engines_machine_and_one_of_the_file_over_it_is_a_warning()
    {
        await MustUpAsync("", "--allocate", "on");
        IPNetwork before = await SubnetAsync();
        await engine.Docker.RunAsync("network", "rm", Network);
        string around = string.Create(CultureInfo.InvariantCulture, $"{new IPAddress([.. before.BaseAddress.GetAddressBytes()[..3], 0])}/24");
        await using IAsyncDisposable route = await engine.RouteAsync(around, "office-vpn");

        string silent = await MustUpAsync("", "--allocate", "on");
        IPNetwork after = await SubnetAsync();
        await engine.Docker.RunAsync("network", "rm", Network);
        string warned = await MustUpAsync($"ipam: {{config: [{{subnet: {before}}}]}}");

        before.PrefixLength.Should().Be(26, "the plan chose it");
        after.PrefixLength.Should().Be(26, "the plan chose it");
        IPNetwork.Parse(around).Contains(after.BaseAddress).Should().BeFalse("the route is in the way");
        silent.Should().NotContain("CN0382");
        warned.Should().Contain($"warning CN0382: Network \"{Network}\" wants subnet {before}, which overlaps the route {around} through office-vpn: ");
        (await SubnetAsync()).Should().Be(before, "the file has the last word");
    }

    [Fact]
    public async Task An_engine_without_a_subnet_left_says_whose_the_networks_are_and_what_gives_room()
    {
        int made = 0;
        while ((await engine.Docker.TryRunAsync("network", "create", "--label", $"com.docker.compose.project={(made % 3 == 0 ? "modest" : "greedy")}", string.Create(CultureInfo.InvariantCulture, $"taken{made}"))).ExitCode == 0)
        {
            made++;
        }

        await using ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = engine.Endpoint }, Cancelled);
        var project = new ComposeProject { Name = "crowded" };
        project = project with { Networks = project.Networks.Add("back", new NetworkDefinition { Key = "back", Name = Network }) };
        Func<Task> up = () => client.UpAsync(project, new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.Off } }, cancellationToken: Cancelled);

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;

        int modest = (made + 2) / 3;
        made.Should().BeGreaterThan(20, "an engine has a few dozen of its own");
        failure.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<ComposeEngineException>().Which.Code.Should().Be("CN0415");
        failure.Message.Should().Contain(string.Create(
            CultureInfo.InvariantCulture,
            $"no free subnet left for more than its {made + 1} networks ({made - modest} of project \"greedy\", {modest} of project \"modest\", 1 of no project), of which {made} have no container."))
            .And.ContainAll("docker network prune", "--allocate on", "default-address-pools");

        await client.UpAsync(project, new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.On } }, cancellationToken: Cancelled);
        (await SubnetAsync()).PrefixLength.Should().Be(26, "what the message advises works");
    }

    private async Task<string> MustUpAsync(string network, params string[] arguments)
    {
        string yaml = $$"""
            services: {app: {image: busybox, scale: 0, networks: [back]} }
            networks: {back: { {{network}} } }
            """;
        (int exitCode, string error) = await engine.ToolAsync(yaml, ["-p", "crowded", "up", "-d", .. arguments]);
        exitCode.Should().Be(0, error);
        return error;
    }

    private async Task<IPNetwork> SubnetAsync() => IPNetwork.Parse(await engine.Docker.RunAsync("network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", Network));
}
