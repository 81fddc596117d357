using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>What was done to networks by hand, or by others, is seen by a plan and healed by an up, without a new container.</summary>
public sealed class NetworkDriftTests(EngineFixture engine) : ScenarioTest(engine)
{
    private readonly string _subnet = engine.NewSubnet();

    private string Yaml => $$$"""
        services:
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: {n: {aliases: [shop], ipv4_address: {{{_subnet}}}.10}}
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [n]
          apart:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [aside]
        networks:
          n: {ipam: {config: [{subnet: {{{_subnet}}}.0/24}]}}
          aside: {}
        """;

    [Fact]
    public async Task Altered_missing_and_extra_endpoints_are_named_field_by_field_and_healed_live()
    {
        await UpAsync(Yaml);
        string web = await IdentityAsync("web");
        await Docker.RunAsync("network", "disconnect", $"{Project}_n", Container("web"));
        await Docker.RunAsync("network", "connect", "--alias", "wrong", "--ip", $"{_subnet}.99", $"{Project}_n", Container("web"));
        await Docker.RunAsync("network", "disconnect", $"{Project}_n", Container("db"));
        await Docker.RunAsync("network", "connect", $"{Project}_aside", Container("db"));

        Plan plan = await Client.PlanAsync(Load(Yaml), cancellationToken: Cancelled);

        plan.ToString().Should().Contain($"ipv4_address: {_subnet}.99 -> {_subnet}.10").And.Contain("aliases: wrong -> ")
            .And.Contain($"disconnect {Container("db")} from {Project}_aside").And.Contain("is not connected");
        await UpAsync(Yaml);
        await MustBeHealedAsync(web);
    }

    [Fact]
    public async Task A_container_that_the_engine_could_not_plug_in_again_is_seen_and_healed()
    {
        await UpAsync(Yaml);
        string web = await IdentityAsync("web");
        string taken = await FieldAsync("db", $"{{{{(index .NetworkSettings.Networks \"{Project}_n\").IPAddress}}}}");
        await Docker.RunAsync("network", "disconnect", $"{Project}_n", Container("web"));
        (await Docker.TryRunAsync("network", "connect", "--ip", taken, $"{Project}_n", Container("web"))).ExitCode.Should().NotBe(0);

        (await Client.PlanAsync(Load(Yaml), cancellationToken: Cancelled)).ToString().Should().Contain($"connect {Container("web")} to {Project}_n").And.Contain("is not connected");
        await UpAsync(Yaml);
        await MustBeHealedAsync(web);
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_changed_comes_back_as_it_was()
    {
        // What is kept back on somebody else's network, the file does not know.
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={Project}", "--subnet", $"{_subnet}.0/24", "--aux-address", $"router={_subnet}.77", $"{Project}_shared");
        string reserved = Yaml.Replace($"{{ipam: {{config: [{{subnet: {_subnet}.0/24}}]}}}}", $"{{external: true, name: {Project}_shared}}", StringComparison.Ordinal);
        await UpAsync(reserved);
        string web = await IdentityAsync("web");
        Func<Task> up = () => UpAsync(reserved.Replace($"{_subnet}.10", $"{_subnet}.77", StringComparison.Ordinal));

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;

        failure.PutBack.Should().ContainSingle().Which.Operation.Should().BeOfType<ConnectContainer>();
        (await SucceedsIn("db", "ping", "-c", "1", "-w", "5", "shop")).Should().BeTrue();
        await MustBeHealedAsync(web, reserved);
    }

    [Fact]
    public async Task Stopped_containers_come_up_again_after_their_network_was_pruned()
    {
        await UpAsync(Yaml);
        string id = await FieldAsync("web", "{{.Id}}");
        await Docker.RunAsync("stop", "-t", "0", Container("web"), Container("db"));
        await Docker.RunAsync("network", "rm", $"{Project}_n");

        await UpAsync(Yaml);

        (await FieldAsync("web", "{{.Id}}")).Should().Be(id);
        await MustBeHealedAsync(await IdentityAsync("web"));
    }

    [Fact]
    public async Task Stopped_containers_come_up_again_after_their_network_was_made_again_by_hand()
    {
        await UpAsync(Yaml);
        string id = await FieldAsync("web", "{{.Id}}");
        await Docker.RunAsync("stop", "-t", "0", Container("web"), Container("db"));
        await Docker.RunAsync("network", "rm", $"{Project}_n");
        await Docker.RunAsync("network", "create", "--subnet", $"{_subnet}.0/24", "--label", $"com.docker.compose.project={Project}", "--label", "com.docker.compose.network=n", $"{Project}_n");

        await UpAsync(Yaml);

        (await FieldAsync("web", "{{.Id}}")).Should().Be(id);
        await MustBeHealedAsync(await IdentityAsync("web"));
    }

    [Fact]
    public async Task A_network_that_was_made_again_by_hand_with_other_settings_is_seen_without_any_label_of_ours()
    {
        await UpAsync(Yaml);
        string web = await IdentityAsync("web");
        foreach (string service in new[] { "web", "db" })
            await Docker.RunAsync("network", "disconnect", $"{Project}_n", Container(service));
        await Docker.RunAsync("network", "rm", $"{Project}_n");
        await Docker.RunAsync("network", "create", "--internal", "--subnet", $"{_subnet}.0/24", "--label", $"com.docker.compose.project={Project}", "--label", "com.docker.compose.network=n", $"{Project}_n");

        Plan plan = await UpAsync(Yaml);

        plan.Steps.First(step => step.Operation is CreateNetwork).Reason.Changes.Should().Contain(new Change("internal", "true", "false"));
        await MustBeHealedAsync(web);
    }

    [Fact]
    public async Task Two_networks_of_one_name_become_one_and_the_containers_on_both_meet()
    {
        Assert.SkipWhen(Engine.ApiVersion >= new Version(1, 44), "This engine refuses a second network of one name.");
        await UpAsync(Yaml);
        string web = await IdentityAsync("web");
        string twin = await CreateTwinAsync();
        await Docker.RunAsync("network", "disconnect", $"{await NetworkOfAsync("db")}", Container("db"));
        await Docker.RunAsync("network", "connect", twin, Container("db"));

        Plan plan = await UpAsync(Yaml);

        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith($"warning CN0311: The engine has 2 networks named \"{Project}_n\"");
        (await Docker.ListAsync("network", "ls", "-q", "--filter", $"name=^{Project}_n$")).Should().ContainSingle();
        await MustBeHealedAsync(web);
    }

    [Fact]
    public async Task Foreign_containers_are_named_before_anything_is_touched_and_keep_their_settings_with_consent()
    {
        string stranger = $"{Project}-stranger";
        string guests = NewProjectName("other");
        await UpAsync(Yaml);
        string web = await IdentityAsync("web");
        await Docker.RunAsync("run", "-d", "--name", stranger, "--label", $"com.docker.compose.project={guests}", "--network", $"{Project}_n", "--network-alias", "guest", "--ip", $"{_subnet}.44", "busybox", "sleep", "600");
        string before = await Docker.RunAsync("inspect", "-f", "{{.State.StartedAt}}", stranger);
        string changed = Yaml.Replace("n: {ipam", "n: {driver_opts: {com.docker.network.driver.mtu: \"1400\"}, ipam", StringComparison.Ordinal);
        Func<Task> up = () => UpAsync(changed);

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain($"container \"{stranger}\" of project \"{guests}\"").And.Contain("--detach-foreign");
        (await IdentityAsync("web")).Should().Be(web);
        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", "guest")).Should().BeTrue("nothing was touched");

        await UpAsync(changed, new ReconcileOptions { DetachForeign = true });

        (await Docker.RunAsync("inspect", "-f", "{{.State.StartedAt}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", stranger)).Should().Be($"{before} {_subnet}.44");
        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", "guest")).Should().BeTrue("it is plugged in again as it was");
        (await Docker.RunAsync("network", "inspect", "-f", "{{json .Options}}", $"{Project}_n")).Should().Contain("1400");
        await MustBeHealedAsync(web, changed);
    }

    [Fact]
    public async Task A_network_that_a_selected_and_an_unselected_service_share_moves_under_both()
    {
        await UpAsync(Yaml);
        string[] both = [await IdentityAsync("web"), await IdentityAsync("db")];
        string other = Engine.NewSubnet();
        string moved = Yaml.Replace(_subnet + ".", other + ".", StringComparison.Ordinal);
        ComposeProject onlyDb = ComposeFile.Parse(moved, new ComposeFileOptions { ProjectName = Project, Services = ["db"] }).Project!;

        await Client.UpAsync(onlyDb, cancellationToken: Cancelled);

        new[] { await IdentityAsync("web"), await IdentityAsync("db") }.Should().Equal(both);
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().Be($"{other}.10", "the file says so, though the service was not selected");
        (await SucceedsIn("db", "ping", "-c", "1", "-W", "1", "shop")).Should().BeTrue();
        (await Client.PlanAsync(Load(moved), cancellationToken: Cancelled)).Steps.Should().NotContain(step => step.Operation is ConnectContainer || step.Operation is DisconnectContainer);
    }

    private async Task MustBeHealedAsync(string web, string? yaml = null)
    {
        (await IdentityAsync("web")).Should().Be(web);
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().Be($"{_subnet}.10");
        (await SucceedsIn("db", "ping", "-c", "1", "-W", "1", "shop")).Should().BeTrue();
        Plan again = await Client.PlanAsync(Load(yaml ?? Yaml), cancellationToken: Cancelled);
        again.IsEmpty.Should().BeTrue(again.ToString());
    }

    private Task<string> IdentityAsync(string service) => FieldAsync(service, "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}");

    private Task<string> NetworkOfAsync(string service) => FieldAsync(service, "{{range .NetworkSettings.Networks}}{{.NetworkID}}{{end}}");

    // As a second up at the same moment does it: the docker command of today always asks the engine to look for the name.
    private async Task<string> CreateTwinAsync()
    {
        using HttpClient http = RawApi.Open(Engine.Endpoint);
        using var body = new StringContent($$$"""{"Name": "{{{Project}}}_n", "Labels": {"com.docker.compose.project": "{{{Project}}}", "com.docker.compose.network": "n"}}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri("networks/create", UriKind.Relative), body, Cancelled);
        using System.Text.Json.JsonDocument answer = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        return answer.RootElement.GetProperty("Id").GetString()!; // An engine that made it says so.
    }
}
