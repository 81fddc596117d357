using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class ReconcileTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string TwoServices = """
        services:
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            environment: {LEVEL: "LEVEL_VALUE"}
            depends_on: [db]
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            volumes: [store:/var/store]
        volumes:
          store:
        """;

    private static readonly string First = TwoServices.Replace("LEVEL_VALUE", "info", StringComparison.Ordinal);

    [Fact]
    public async Task A_second_up_has_nothing_to_do()
    {
        await UpAsync(First);
        string[] before = await Docker.ListAsync("ps", "--no-trunc", "--filter", ProjectFilter, "--format", "{{.ID}} {{.Names}}");

        Plan plan = await UpAsync(First);

        plan.IsEmpty.Should().BeTrue(plan.ToString());
        before.Should().HaveCount(2);
        (await Docker.ListAsync("ps", "--no-trunc", "--filter", ProjectFilter, "--format", "{{.ID}} {{.Names}}")).Should().Equal(before);
    }

    [Fact]
    public async Task One_changed_variable_makes_one_new_container()
    {
        await UpAsync(First);
        string web = await FieldAsync("web", "{{.Id}}");
        string db = await FieldAsync("db", "{{.Id}} {{.State.StartedAt}}");

        Plan plan = await UpAsync(TwoServices.Replace("LEVEL_VALUE", "debug", StringComparison.Ordinal));

        plan.Steps.OfType<PlanStep>().Where(step => step.Operation is CreateContainer).Should().ContainSingle()
            .Which.Reason.Changes.Should().ContainSingle().Which.Field.Should().Be("environment.LEVEL");
        (await FieldAsync("web", "{{.Id}}")).Should().NotBe(web);
        (await FieldAsync("web", "{{json .Config.Env}}")).Should().Contain("LEVEL=debug");
        (await FieldAsync("db", "{{.Id}} {{.State.StartedAt}}")).Should().Be(db);
    }

    [Fact]
    public async Task Down_leaves_nothing_but_the_volume_and_down_with_volumes_leaves_nothing()
    {
        await UpAsync(First);

        await Client.DownAsync(Load(First), cancellationToken: Cancelled);
        (await AllOfProjectAsync()).Should().Equal($"{Project}_store");

        await Client.DownAsync(Load(First), new ReconcileOptions { RemoveVolumes = true }, cancellationToken: Cancelled);
        (await AllOfProjectAsync()).Should().BeEmpty();
        (await Client.PlanDownAsync(Load(First), cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_not_ours_is_not_touched()
    {
        string foreignNetwork = $"{Project}-foreign";
        string foreignContainer = $"{Project}-stranger";
        string others = NewProjectName("other");
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={others}", foreignNetwork);
        string id = await Docker.RunAsync("run", "-d", "--name", foreignContainer, "--network", foreignNetwork, "--label", $"com.docker.compose.project={others}", "busybox", "sleep", "600");
        await UpAsync(First);
        await Client.DownAsync(Load(First), new ReconcileOptions { RemoveOrphans = true, RemoveVolumes = true }, cancellationToken: Cancelled);

        (await Docker.RunAsync("inspect", "-f", "{{.Id}} {{.State.Running}}", foreignContainer)).Should().Be($"{id} true");
        (await Docker.HasAsync("network", foreignNetwork)).Should().BeTrue();
    }

    [Fact]
    public async Task A_network_of_our_name_that_others_made_is_refused_before_anything_happens()
    {
        RemoveOnDispose("network", $"{Project}_default");
        await Docker.RunAsync("network", "create", $"{Project}_default");
        Func<Task> up = () => UpAsync(First);

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0301");
        (await AllOfProjectAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Services_start_in_the_order_of_their_dependencies_and_wait_for_health_and_completion()
    {
        await UpAsync("""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                depends_on:
                  db: {condition: service_healthy}
                  migrate: {condition: service_completed_successfully}
              migrate:
                image: busybox
                command: ["true"]
                depends_on: {db: {condition: service_healthy}}
              db:
                image: busybox
                command: [sh, -c, "sleep 3; touch /ready; exec sleep 600"]
                stop_signal: KILL
                healthcheck: {test: [CMD, test, -e, /ready], interval: 200ms, retries: 100}
            """);

        // In whole seconds. The engine forgets when the first probe succeeded: it keeps the last five.
        var ready = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await Docker.RunAsync("exec", Container("db"), "stat", "-c", "%Y", "/ready"), CultureInfo.InvariantCulture));
        DateTimeOffset web = await MomentAsync("web", "StartedAt");
        DateTimeOffset migrated = await MomentAsync("migrate", "FinishedAt");
        web.Should().BeAfter(migrated);
        (await MomentAsync("migrate", "StartedAt")).Should().BeAfter(ready);
    }

    [Fact]
    public async Task A_dependency_that_fails_keeps_its_dependents_from_starting_and_is_explained()
    {
        Func<Task> up = () => UpAsync("""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                depends_on: {migrate: {condition: service_completed_successfully}}
              migrate:
                image: busybox
                command: [sh, -c, "echo the table is locked >&2; exit 3"]
            """);

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;
        failure.Message.Should().Contain("migrate").And.Contain("3").And.Contain("the table is locked");
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("created");
    }

    [Fact]
    public async Task An_optional_dependency_that_fails_does_not_hold_others_back()
    {
        await UpAsync("""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                depends_on: {extra: {condition: service_completed_successfully, required: false}}
              extra:
                image: busybox
                command: ["false"]
            """);

        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
    }

    [Fact]
    public async Task A_new_alias_and_a_new_network_reach_the_running_container_without_a_restart()
    {
        const string before = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: {a: {}}
              probe:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: {a: {}, b: {}}
            networks: {a: {}, b: {}}
            """;
        await UpAsync(before);
        string container = await FieldAsync("web", "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}");

        await UpAsync(before.Replace("networks: {a: {}}", "networks: {a: {aliases: [shop]}, b: {}}", StringComparison.Ordinal));

        (await FieldAsync("web", "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}")).Should().Be(container);
        (await FieldAsync("web", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}")).Should().Be($"{Project}_a {Project}_b");
        (await SucceedsIn("probe", "ping", "-c", "1", "-W", "1", "shop")).Should().BeTrue();
    }

    [Fact]
    public async Task A_changed_subnet_replaces_the_network_under_running_containers_and_keeps_their_names()
    {
        (string first, string second) = (Engine.NewSubnet(), Engine.NewSubnet());
        string before = $$$"""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: {n: {aliases: [shop], ipv4_address: {{{first}}}.10} }
              probe:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: [n]
            networks:
              n: {ipam: {config: [{subnet: {{{first}}}.0/24}]} }
            """;
        await UpAsync(before);
        string container = await FieldAsync("web", "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}");

        await UpAsync(before.Replace(first, second, StringComparison.Ordinal));

        (await FieldAsync("web", "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}")).Should().Be(container);
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().Be($"{second}.10");
        foreach (string name in new[] { "web", "shop", Container("web") })
        {
            (await SucceedsIn("probe", "ping", "-c", "1", "-W", "1", name)).Should().BeTrue($"{name} still answers");
        }
    }

    [Fact]
    public async Task A_hand_made_disconnect_and_a_removed_container_are_healed()
    {
        await UpAsync(First);
        await Docker.RunAsync("network", "disconnect", $"{Project}_default", Container("web"));
        await Docker.RunAsync("rm", "-f", Container("db"));

        Plan plan = await UpAsync(First);

        plan.Steps.Should().Contain(step => step.Operation is ConnectContainer);
        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", "db")).Should().BeTrue();
        await MustHaveNothingToDoAsync(First);
    }

    [Fact]
    public async Task A_refusal_names_the_culprit_and_the_next_up_carries_on()
    {
        string squatter = $"{Project}-squatter";
        string others = NewProjectName("other");
        await Docker.RunAsync("run", "-d", "--name", squatter, "--label", $"com.docker.compose.project={others}", "-p", "127.0.0.1::80", "busybox", "sleep", "600");
        string port = (await Docker.RunAsync("port", squatter, "80")).Split(':')[^1].Trim();
        string yaml = $$"""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                ports: ["127.0.0.1:{{port}}:80"]
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
            """;
        Func<Task> up = () => UpAsync(yaml);

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;
        failure.Message.Should().Contain(port).And.Contain(Container("web")).And.Contain(squatter);
        (await FieldAsync("db", "{{.State.Status}}")).Should().Be("running", "it does not depend on what failed");

        await Docker.RunAsync("rm", "-f", squatter);
        await UpAsync(yaml);

        (await Docker.RunAsync("port", Container("web"), "80")).Should().Be($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Docker_compose_sees_our_project_and_can_take_it_down()
    {
        await Peer.RequireAsync();
        await UpAsync(First);

        (await ComposeAsync("ps", "--format", "{{.Service}} {{.State}}")).Split('\n').Order(StringComparer.Ordinal)
            .Should().Equal("db running", "web running");
        await ComposeAsync("down", "-t", "1");

        (await AllOfProjectAsync()).Should().Equal($"{Project}_store");
    }

}
