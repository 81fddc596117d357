using System.Collections.Immutable;
using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

public class CommandsOnAnEngineTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task A_project_is_planned_brought_up_listed_and_taken_down()
    {
        ToolOnAnEngine tool = Tool(ThreeTier());

        (await tool.RunAsync("plan")).ExitCode.Should().Be(2);
        (int up, _, string progress) = await tool.RunAsync("up", "-d", "--wait", "-t", "0");
        up.Should().Be(0, progress);
        progress.Should().Contain($"container {Project}-db-1 started");
        (await Docker.ListAsync("ps", "--filter", ProjectFilter, "--format", "{{.Names}}"))
            .Should().Equal($"{Project}-api-1", $"{Project}-db-1", $"{Project}-front-1");

        (await tool.RunAsync("plan")).ExitCode.Should().Be(0);
        (await tool.RunAsync("up", "-d")).Error.Should().Be($"Project \"{Project}\" is up, nothing to do.\n");

        (int ps, string lines, _) = await tool.RunAsync("ps", "--format", "json");
        ps.Should().Be(0);
        JsonElement front = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Single(row => row.GetProperty("Service").GetString() == "front");
        front.GetProperty("State").GetString().Should().Be("running");
        front.GetProperty("Networks").GetString().Should().Be($"{Project}_edge");
        front.GetProperty("Publishers")[0].GetProperty("TargetPort").GetInt32().Should().Be(80);

        (await tool.RunAsync("down", "-t", "0")).ExitCode.Should().Be(0);
        (await Docker.ListAsync("network", "ls", "--filter", ProjectFilter, "-q")).Should().BeEmpty();
    }

    [Fact]
    public async Task Verify_agrees_with_a_project_that_is_wired_as_it_says()
    {
        ToolOnAnEngine tool = Tool(ThreeTier());
        await tool.RunAsync("up", "-d");

        (int exitCode, string table, string error) = await tool.RunAsync("verify");

        exitCode.Should().Be(0, table + error);
        table.Split('\n').Take(4).Should().Equal(
            "FROM \\ TO  api   db    front",
            "api        -     yes   yes",
            "db         yes   -     no",
            "front      yes   no    -");
        table.Should().MatchRegex("\\d+ probes with (tcp|ping): all as the project says\\.( \\d+ more could not be tried\\.)?\n$");
    }

    [Fact]
    public async Task Verify_finds_a_container_that_somebody_plugged_into_another_network()
    {
        ToolOnAnEngine tool = Tool(ThreeTier());
        await tool.RunAsync("up", "-d");
        await Docker.RunAsync("network", "connect", "--alias", "db", $"{Project}_edge", $"{Project}-db-1");

        (int exitCode, string table, _) = await tool.RunAsync("verify");

        exitCode.Should().Be(2);
        table.Should().Contain("front -> db: name \"db\" answers, but should not.")
            .And.MatchRegex("front -> db: address \"[0-9.]+\" on network \"edge\" answers, but should not.");
    }

    [Fact]
    public async Task Verify_finds_a_container_that_somebody_unplugged()
    {
        ToolOnAnEngine tool = Tool(ThreeTier());
        await tool.RunAsync("up", "-d");
        await Docker.RunAsync("network", "disconnect", $"{Project}_edge", $"{Project}-front-1");

        (int exitCode, string table, _) = await tool.RunAsync("verify");

        exitCode.Should().Be(2);
        table.Should().Contain("front -> api: name \"orders\" on network \"edge\" does not answer, but should.");
    }

    [Fact]
    public async Task Every_network_mode_reaches_on_the_engine_what_the_topology_says()
    {
        ToolOnAnEngine tool = Tool(new ComposeProject
        {
            Name = Project,
            Networks = Networks(("data", true), ("edge", false)),
            Services = Services(
                Service("agent") with { NetworkMode = new NetworkMode.Host() },
                Service("alone") with { NetworkMode = new NetworkMode.None() },
                Service("db", "data"),
                Service("old") with { NetworkMode = new NetworkMode.Bridge() },
                Service("older") with { NetworkMode = new NetworkMode.Bridge() },
                Service("sidecar") with { NetworkMode = new NetworkMode.Service("web") },
                Service("web", "edge") with { Hostname = "front-desk", Scale = 2 }),
        });
        (int up, _, string progress) = await tool.RunAsync("up", "-d");
        up.Should().Be(0, progress);

        (int exitCode, string table, string error) = await tool.RunAsync("verify");

        exitCode.Should().Be(0, table + error);
        table.Split('\n').Take(8).Should().Equal(
            "FROM \\ TO  agent  alone  db    old   older  sidecar  web",
            "agent      -      no     yes   yes   yes    yes      yes",
            "alone      no     -      no    no    no     no       no",
            "db         ?      no     -     no    no     no       no",
            "old        ?      no     no    -     yes    no       no",
            "older      ?      no     no    yes   -      no       no",
            "sidecar    ?      no     no    no    no     -        yes",
            "web        ?      no     no    no    no     yes      -");
    }

    [Fact]
    public async Task Where_services_are_named_the_ends_of_others_end_nothing_and_the_others_are_not_waited_for()
    {
        ToolOnAnEngine tool = Tool(new ComposeProject
        {
            Name = Project,
            Networks = Networks(("data", true)),
            Services = Services(
                Service("db", "data"),
                Service("migrate", "data") with { Command = ["true"] },
                Service("tests", "data") with
                {
                    Command = ["sh", "-c", "sleep 2; echo done; exit 3"],
                    DependsOn = ImmutableSortedDictionary<string, DependencyDefinition>.Empty
                        .Add("db", new DependencyDefinition())
                        .Add("migrate", new DependencyDefinition { Condition = DependencyCondition.ServiceCompletedSuccessfully }),
                }),
        });

        (int exitCode, string output, string error) = await tool.RunAsync("up", "--exit-code-from", "tests", "tests").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        exitCode.Should().Be(3, error);
        output.Should().Contain("done").And.Contain("tests-1 exited with code 3").And.NotContain("migrate-1");
        error.Should().Contain($"Stopping, because {Project}-tests-1 has ended.");
        (await Docker.ListAsync("ps", "--filter", ProjectFilter, "--format", "{{.Names}}")).Should().Equal($"{Project}-db-1");
    }

    private ToolOnAnEngine Tool(ComposeProject project) => new(Engine.Endpoint, project);

    private ComposeProject ThreeTier() => new()
    {
        Name = Project,
        Networks = Networks(("data", true), ("edge", false)),
        Services = Services(
            Service("api", "data", "edge") with { Networks = Service("api", "data").Networks.Add("edge", new EndpointDefinition { Aliases = ["orders"] }) },
            Service("db", "data"),
            Service("front", "edge") with { Ports = [new PortDefinition { Target = 80, HostIp = "127.0.0.1" }] }),
    };

    private ImmutableSortedDictionary<string, NetworkDefinition> Networks(params (string Key, bool Internal)[] networks) =>
        networks.ToImmutableSortedDictionary(network => network.Key, network => new NetworkDefinition { Key = network.Key, Name = $"{Project}_{network.Key}", Internal = network.Internal });

    private static ImmutableSortedDictionary<string, ServiceDefinition> Services(params ServiceDefinition[] services) =>
        services.ToImmutableSortedDictionary(service => service.Name, service => service);

    // The command ends when it is asked to: a shell as process 1 would wait for its child first.
    private static ServiceDefinition Service(string name, params string[] networks) => new()
    {
        Name = name,
        Image = "busybox",
        Command = ["sh", "-c", "trap 'exit 0' TERM; httpd -p 80; sleep 600 & wait"],
        Networks = networks.ToImmutableSortedDictionary(network => network, _ => new EndpointDefinition()),
    };
}
