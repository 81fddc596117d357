using Compose.Net.Diagnostics;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>Projects that meet on one network, with services of the same name.</summary>
public sealed class SharedNetworkTests(EngineFixture engine) : ScenarioTest(engine)
{
    private string _other = ""; // Both are set before each test.
    private string _network = "";

    private string Yaml => $$"""
        services:
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [edge]
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [edge]
        networks:
          edge: {external: true, name: {{_network}}}
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_other, _network) = (NewProjectName("other"), NewProjectName("shared"));
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={_network}", _network);
    }

    [Fact]
    public async Task A_service_answers_to_its_name_with_the_project_while_another_project_has_one_of_that_name()
    {
        ComposeProject mine = Load(Yaml), others = Load(Yaml, _other);
        Plan first = await Client.UpAsync(mine, cancellationToken: Cancelled);
        Plan second = await Client.UpAsync(others, cancellationToken: Cancelled);

        first.Diagnostics.Should().BeEmpty("nobody else was there");
        Diagnostic[] warnings = [.. second.Diagnostics.Where(warning => warning.Message.Contains("\"db\"", StringComparison.Ordinal))];
        warnings.Should().ContainSingle().Which.ToString().Should().EndWith(
            $"warning CN0386: Service \"db\" answers to \"db\" on network \"{_network}\", and so does container \"{Container("db")}\" of project \"{Project}\": whoever asks for it there gets either. Use \"db.{_other}\", which is this project's alone.");
        foreach (string caller in new[] { Container("web"), $"{_other}-web-1" })
        {
            (await AskAsync(caller, $"db.{Project}")).Should().Be(await AddressAsync(Container("db")));
            (await AskAsync(caller, $"db.{_other}")).Should().Be(await AddressAsync($"{_other}-db-1"));
        }

        Plan again = await Client.PlanAsync(mine, cancellationToken: Cancelled);
        again.IsEmpty.Should().BeTrue(again.ToString());
        again.Diagnostics.Should().Contain(warning => warning.Message.Contains($"\"{_other}-db-1\" of project \"{_other}\"", StringComparison.Ordinal), "the other project is there by now");
    }

    [Fact]
    public async Task A_fixed_address_that_a_container_of_others_has_is_refused_before_anything_is_made()
    {
        string subnet = Engine.NewSubnet(), label = $"com.docker.compose.project={_network}";
        await Docker.RunAsync("network", "create", "--label", label, "--subnet", $"{subnet}.0/24", _network + "-fixed");
        await Docker.RunAsync("run", "-d", "--name", _network + "-holder", "--label", label, "--network", _network + "-fixed", "--ip", $"{subnet}.9", "busybox", "sleep", "600");
        string yaml = Yaml.Replace(_network, _network + "-fixed", StringComparison.Ordinal);
        Func<Task> up = () => UpAsync(yaml[..yaml.LastIndexOf("networks: [edge]", StringComparison.Ordinal)] + $"networks: {{edge: {{ipv4_address: {subnet}.9}} }}\n" + yaml[yaml.IndexOf("networks:\n", StringComparison.Ordinal)..]);

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain("CN0315")
            .And.Contain($"Service \"db\" wants the address {subnet}.9 on network \"{_network}-fixed\", which container \"{_network}-holder\" of project \"{_network}\" has.");
        (await Docker.ListAsync("ps", "-aq", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    [Fact]
    public async Task Verify_asks_for_the_name_with_the_project()
    {
        await UpAsync(Yaml);

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        report.Pairs.Single(pair => pair is { From: "web", To: "db" }).Probes.Should().Contain(probe => probe.Target == $"db.{Project}" && probe.Answers == true);
    }

    [Fact]
    public async Task A_container_that_was_plugged_in_without_that_name_is_left_so_until_it_is_made_anew()
    {
        await UpAsync(Yaml);
        string id = await FieldAsync("db", "{{.Id}}");
        await Docker.RunAsync("network", "disconnect", _network, Container("db"));
        await Docker.RunAsync("network", "connect", "--alias", Container("db"), "--alias", "db", _network, Container("db"));

        Plan plan = await UpAsync(Yaml);
        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        plan.IsEmpty.Should().BeTrue(plan.ToString());
        (await FieldAsync("db", "{{.Id}}")).Should().Be(id);
        report.Differs.Should().BeFalse(report.ToString());
        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", $"db.{Project}")).Should().BeFalse();
        await UpAsync(Yaml, new ReconcileOptions { Services = ["db"], Recreation = Recreation.Always });
        (await AskAsync(Container("web"), $"db.{Project}")).Should().Be(await AddressAsync(Container("db")));
    }

    // The first line of ping holds the address in brackets.
    private async Task<string> AskAsync(string container, string name) =>
        (await Docker.RunAsync("exec", container, "ping", "-c", "1", "-W", "2", name)).Split('(', ')')[1];

    private Task<string> AddressAsync(string container) => Docker.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container);
}
