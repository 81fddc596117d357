using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

public sealed class NetworkCommandTests(EngineFixture engine) : EngineTest(engine)
{
    private string Label => $"com.docker.compose.project={Project}";

    [Fact]
    public async Task A_network_is_made_with_all_that_was_asked_for()
    {
        string subnet = Engine.NewSubnet();

        (int exitCode, string output, string error) = await RunAsync("network", "create", "--subnet", $"{subnet}.0/24", "--gateway", $"{subnet}.254", "--ip-range", $"{subnet}.128/25",
            "--aux-address", $"printer={subnet}.130", "--internal", "-o", "com.docker.network.driver.mtu=1400", "--label", Label, Network("a"));

        exitCode.Should().Be(0, error);
        output.Should().Be(await Docker.RunAsync("network", "inspect", "-f", "{{.Id}}", Network("a")) + "\n");
        JsonElement network = await InspectAsync("a");
        JsonElement pool = network.GetProperty("IPAM").GetProperty("Config")[0];
        pool.GetProperty("Subnet").GetString().Should().Be($"{subnet}.0/24");
        pool.GetProperty("Gateway").GetString().Should().Be($"{subnet}.254");
        pool.GetProperty("IPRange").GetString().Should().Be($"{subnet}.128/25");
        pool.GetProperty("AuxiliaryAddresses").GetProperty("printer").GetString().Should().Be($"{subnet}.130");
        network.GetProperty("Internal").GetBoolean().Should().BeTrue();
        network.GetProperty("Options").GetProperty("com.docker.network.driver.mtu").GetString().Should().Be("1400");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_said()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));

        (int exitCode, _, string error) = await RunAsync("network", "create", "--label", Label, Network("a"));

        exitCode.Should().Be(1);
        error.Should().StartWith("error CN0413: ").And.Contain($"\"{Network("a")}\"");
        (await Docker.ListAsync("network", "ls", "-q", "--filter", $"label={Label}")).Should().HaveCount(1);
    }

    [Fact]
    public async Task Networks_are_listed_as_docker_lists_them()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));
        await Docker.RunAsync("network", "create", "--label", Label, "--internal", Network("b"));

        (_, string ids, _) = await RunAsync("network", "ls", "-q", "--no-trunc", "--filter", $"label={Label}");
        (_, string json, _) = await RunAsync("network", "ls", "--format", "json", "--filter", $"label={Label}");
        (_, string table, _) = await RunAsync("network", "ls", "--filter", $"name={Network("b")}");

        ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo(await Docker.ListAsync("network", "ls", "-q", "--no-trunc", "--filter", $"label={Label}"));
        Values(json.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Should().BeEquivalentTo(Values(await Docker.ListAsync("network", "ls", "--format", "{{json .}}", "--filter", $"label={Label}"))).And.HaveCount(2);
        table.Split('\n')[0].Should().MatchRegex("^NETWORK ID +NAME +DRIVER +SCOPE +SUBNETS +INTERNAL +PROJECT$");
        table.Split('\n')[1].Should().MatchRegex($"^[0-9a-f]{{12}} +{Network("b")} +bridge +local +[0-9./]+ +yes +{Project}$");
    }

    [Fact]
    public async Task A_container_is_plugged_in_under_a_name_and_an_address_and_out_again_while_it_runs()
    {
        string subnet = Engine.NewSubnet();
        await RunAsync("network", "create", "--subnet", $"{subnet}.0/24", "--label", Label, Network("a"));
        string container = await Docker.RunAsync("run", "-d", "--label", Label, "busybox", "sleep", "600");
        string process = await Docker.RunAsync("inspect", "-f", "{{.State.Pid}}", container);

        (int connected, _, string error) = await RunAsync("network", "connect", "--ip", $"{subnet}.9", "--alias", "cache", "--link-local-ip", "169.254.9.9", Network("a"), container);
        string endpoint = await Docker.RunAsync("inspect", "-f", $"{{{{with index .NetworkSettings.Networks \"{Network("a")}\"}}}}{{{{.IPAddress}}}} {{{{.Aliases}}}}{{{{end}}}}", container);
        string found = await Docker.RunAsync("run", "--rm", "--label", Label, "--network", Network("a"), "busybox", "nslookup", "cache");
        (int disconnected, _, _) = await RunAsync("network", "disconnect", Network("a"), container);

        connected.Should().Be(0, error);
        endpoint.Should().StartWith($"{subnet}.9 ").And.Contain("cache");
        found.Should().Contain($"{subnet}.9");
        disconnected.Should().Be(0);
        (await Docker.RunAsync("inspect", "-f", "{{.State.Pid}} {{json .NetworkSettings.Networks}}", container)).Should().StartWith($"{process} ").And.NotContain(Network("a"));
    }

    [Fact]
    public async Task A_network_in_use_is_not_removed_and_whose_it_is_is_said()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));
        await Docker.RunAsync("run", "-d", "--name", $"{Project}-holder", "--label", Label, "--network", Network("a"), "busybox", "sleep", "600");

        (int inUse, _, string error) = await RunAsync("network", "rm", Network("a"));
        await Docker.RunAsync("rm", "-f", $"{Project}-holder");
        (int free, string output, _) = await RunAsync("network", "rm", Network("a"));
        (int gone, _, string missing) = await RunAsync("network", "rm", Network("a"));

        inUse.Should().Be(1);
        error.Should().StartWith("error CN0419: ").And.Contain($"{Project}-holder");
        (free, output).Should().Be((0, Network("a") + "\n"));
        gone.Should().Be(1);
        missing.Should().Contain($"Network \"{Network("a")}\" could not be removed: there is none of that name or id.");
    }

    [Fact]
    public async Task Of_several_networks_those_go_that_can()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));

        (int exitCode, string output, string error) = await RunAsync("network", "rm", Network("none"), Network("a"));
        (int forced, _, string nothing) = await RunAsync("network", "rm", "--force", Network("none"));

        (exitCode, output).Should().Be((1, Network("a") + "\n"));
        error.Should().Contain($"Network \"{Network("none")}\" could not be removed").And.NotContain(Network("a"));
        (forced, nothing).Should().Be((0, ""));
        (await Docker.ListAsync("network", "ls", "-q", "--filter", $"label={Label}")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("dangling=true")]
    [InlineData("dangling=false")]
    [InlineData("scope=local")]
    [InlineData("scope=swarm")]
    [InlineData("type=custom")]
    [InlineData("type=builtin")]
    [InlineData("driver=bridge")]
    [InlineData("name=us?ed$")]
    [InlineData("id=^0|1")]
    public async Task Every_filter_of_docker_lists_the_same_networks(string filter)
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("free"));
        await Docker.RunAsync("network", "create", "--label", Label, Network("used"));
        await Docker.RunAsync("run", "-d", "--label", Label, "--network", Network("used"), "busybox", "sleep", "600");

        (int exitCode, string ids, string error) = await RunAsync("network", "ls", "-q", "--no-trunc", "--filter", filter, "--filter", $"label={Label}");
        (_, string all, _) = await RunAsync("network", "ls", "-q", "--no-trunc", "--filter", filter);

        exitCode.Should().Be(0, error);
        ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo(await Docker.ListAsync("network", "ls", "-q", "--no-trunc", "--filter", filter, "--filter", $"label={Label}"));
        if (filter == "type=builtin")
        {
            all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo(await Docker.ListAsync("network", "ls", "-q", "--no-trunc", "--filter", filter));
        }
    }

    [Fact]
    public async Task Inspect_gives_the_engines_own_words()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));

        (int exitCode, string output, _) = await RunAsync("network", "inspect", Network("a"));
        (int none, string found, string error) = await RunAsync("network", "inspect", Network("b"), Network("a"));

        exitCode.Should().Be(0);
        JsonDocument.Parse(output).RootElement[0].GetProperty("Id").GetString().Should().Be(await Docker.RunAsync("network", "inspect", "-f", "{{.Id}}", Network("a")));
        (int template, _, string refused) = await RunAsync("network", "inspect", "-f", "{{.Id}}", Network("a"));
        template.Should().Be(1);
        refused.Should().Contain("templates are not read");
        none.Should().Be(1);
        JsonDocument.Parse(found).RootElement.GetArrayLength().Should().Be(1, "what is there is told all the same");
        error.Should().Be($"error CN0520: The engine has no network \"{Network("b")}\". List them with \"compose-net network ls\".\n");
    }

    [Fact]
    public async Task Prune_removes_what_the_filter_names_and_nothing_that_is_used()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("free"));
        await Docker.RunAsync("network", "create", "--label", Label, Network("used"));
        await Docker.RunAsync("run", "-d", "--label", Label, "--network", Network("used"), "busybox", "sleep", "600");

        (int exitCode, string output, string error) = await RunAsync("network", "prune", "-f", "--filter", $"label={Label}");

        exitCode.Should().Be(0, error);
        output.Should().Be(Network("free") + "\n");
        (await Docker.ListAsync("network", "ls", "--format", "{{.Name}}", "--filter", $"label={Label}")).Should().Equal(Network("used"));
    }

    [Fact]
    public async Task Prune_spares_labels_that_are_excepted_and_networks_that_are_too_young()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("free"));
        await Docker.RunAsync("network", "create", "--label", Label, "--label", "keep=yes", Network("kept"));

        (int young, string none, string error) = await RunAsync("network", "prune", "-f", "--filter", $"label={Label}", "--filter", "until=24h");
        (int old, string pruned, _) = await RunAsync("network", "prune", "-f", "--filter", $"label={Label}", "--filter", "label!=keep=yes", "--filter", "until=0s");

        (young, none).Should().Be((0, ""), error);
        (old, pruned).Should().Be((0, Network("free") + "\n"));
        (await Docker.ListAsync("network", "ls", "--format", "{{.Name}}", "--filter", $"label={Label}")).Should().Equal(Network("kept"));
    }

    [Fact]
    public async Task A_network_takes_its_settings_from_one_that_only_holds_them()
    {
        string subnet = Engine.NewSubnet();

        (int made, _, string error) = await RunAsync("network", "create", "--config-only", "--subnet", $"{subnet}.0/24", "-o", "com.docker.network.driver.mtu=1400", "--label", Label, Network("settings"));
        (int used, _, string refused) = await RunAsync("network", "create", "--config-from", Network("settings"), Network("a"));
        (int own, _, string labels) = await RunAsync("network", "create", "--config-from", Network("settings"), "--label", Label, Network("b"));
        (int missing, _, string nothing) = await RunAsync("network", "create", "--config-from", Network("none"), Network("b"));

        made.Should().Be(0, error);
        used.Should().Be(0, refused);
        (await Docker.RunAsync("network", "inspect", "-f", "{{.ConfigOnly}}", Network("settings"))).Should().Be("true");
        (await Docker.RunAsync("network", "inspect", "-f", "{{.ConfigFrom.Network}} {{(index .IPAM.Config 0).Subnet}} {{index .Labels \"com.docker.compose.project\"}}", Network("a")))
            .Should().Be($"{Network("settings")} {subnet}.0/24 {Project}");
        own.Should().Be(1);
        labels.Should().Contain($"takes its settings from network \"{Network("settings")}\", labels included");
        missing.Should().Be(1);
        nothing.Should().StartWith("error CN0423: ").And.Contain($"There is no network \"{Network("none")}\" to take settings from.");
    }

    [Fact]
    public async Task A_container_or_network_that_is_not_there_cannot_be_unplugged_and_a_container_that_is_not_plugged_in_is_as_it_should_be()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));
        await Docker.RunAsync("create", "--name", $"{Project}-box", "--label", Label, "busybox");

        (int noContainer, _, string container) = await RunAsync("network", "disconnect", Network("a"), $"{Project}-none");
        (int noNetwork, _, string network) = await RunAsync("network", "disconnect", Network("none"), $"{Project}-box");
        (int notPlugged, _, string error) = await RunAsync("network", "disconnect", Network("a"), $"{Project}-box");

        noContainer.Should().Be(1);
        container.Should().StartWith($"error CN0423: Container \"{Project}-none\" could not be disconnected from network \"{Network("a")}\". There is no such container, or no such network.");
        noNetwork.Should().Be(1);
        network.Should().StartWith($"error CN0423: Container \"{Project}-box\" could not be disconnected from network \"{Network("none")}\". There is no such container, or no such network.");
        notPlugged.Should().Be(0, error);
    }

    [Fact]
    public async Task A_stopped_container_is_unplugged_from_a_network_that_is_gone()
    {
        await Docker.RunAsync("network", "create", "--label", Label, Network("a"));
        await Docker.RunAsync("create", "--name", $"{Project}-box", "--label", Label, "--network", Network("a"), "busybox", "true");
        await Docker.RunAsync("network", "rm", Network("a"));

        (int exitCode, _, string error) = await RunAsync("network", "disconnect", "-f", Network("a"), $"{Project}-box");

        exitCode.Should().Be(0, error);
        (await Docker.RunAsync("inspect", "-f", "{{json .NetworkSettings.Networks}}", $"{Project}-box")).Should().NotContain(Network("a"));
    }

    [Fact]
    public async Task A_macvlan_and_an_ipvlan_are_made_on_their_parent()
    {
        string subnet = Engine.NewSubnet(), other = Engine.NewSubnet(), parent = $"cnk{subnet.Split('.')[1]}{subnet.Split('.')[2]}";
        await Docker.RunAsync("network", "create", "--label", Label, "-o", $"com.docker.network.bridge.name={parent}", Network("parent"));
        await Docker.RunAsync("run", "-d", "--label", Label, "--network", Network("parent"), "busybox", "sleep", "600");

        (int macvlan, _, string error) = await RunAsync("network", "create", "-d", "macvlan", "--subnet", $"{subnet}.0/24", "--gateway", $"{subnet}.1", "-o", $"parent={parent}", "--label", Label, Network("mac"));
        string route = await Docker.RunAsync("run", "--rm", "--label", Label, "--network", Network("mac"), "busybox", "ip", "route");
        string link = await Docker.RunAsync("run", "--rm", "--label", Label, "--network", Network("mac"), "busybox", "ip", "-o", "link", "show", "eth0");
        await Docker.RunAsync("network", "rm", Network("mac"));
        (int ipvlan, _, string refused) = await RunAsync("network", "create", "-d", "ipvlan", "--subnet", $"{other}.0/24", "-o", $"parent={parent}", "-o", "ipvlan_mode=l2", "--label", Label, Network("ip"));

        macvlan.Should().Be(0, error);
        route.Should().Contain($"default via {subnet}.1 dev eth0");
        link.Should().Contain("eth0@");
        ipvlan.Should().Be(0, refused);
        (await Docker.RunAsync("network", "inspect", "-f", "{{.Driver}} {{index .Options \"ipvlan_mode\"}}", Network("ip"))).Should().Be("ipvlan l2");
    }

    [Fact]
    public async Task An_IPv6_network_is_made_and_gives_addresses()
    {
        string prefix = $"fd00:77:{1 + (Environment.ProcessId % 9999)}";

        (int exitCode, _, string error) = await RunAsync("network", "create", "--ipv6", "--subnet", $"{prefix}::/64", "--label", Label, Network("six"));

        exitCode.Should().Be(0, error);
        (await Docker.RunAsync("network", "inspect", "-f", "{{.EnableIPv6}}", Network("six"))).Should().Be("true");
        (await Docker.RunAsync("run", "--rm", "--label", Label, "--network", Network("six"), "busybox", "ip", "-6", "-o", "address", "show", "dev", "eth0")).Should().Contain($"inet6 {prefix}::");
    }

    [Fact]
    public async Task A_driver_that_needs_a_swarm_is_refused_with_the_way_out()
    {
        (int exitCode, _, string error) = await RunAsync("network", "create", "-d", "overlay", "--attachable", "--label", Label, Network("a"));

        exitCode.Should().Be(1);
        error.Should().StartWith("error CN0422: ").And.Contain("docker swarm init");
        (await Docker.HasAsync("network", Network("a"))).Should().BeFalse();
    }

    private string Network(string name) => $"{Project}_{name}";

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        new ToolOnAnEngine(Engine.Endpoint, new ComposeProject { Name = Project }).RunAsync(arguments);

    // What docker and the tool both say of networks; docker's own order of labels is by chance.
    private static IEnumerable<string> Values(IEnumerable<string> lines) => lines.Select(line => JsonDocument.Parse(line).RootElement)
        .Select(network => string.Join(' ', new[] { "Driver", "ID", "IPv6", "Internal", "Name", "Scope" }.Select(key => network.GetProperty(key).GetString())));

    private async Task<JsonElement> InspectAsync(string name) =>
        JsonDocument.Parse(await Docker.RunAsync("network", "inspect", Network(name))).RootElement[0];
}
