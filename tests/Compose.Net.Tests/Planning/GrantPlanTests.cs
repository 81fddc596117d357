using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What secrets, configs and hooks come to in a plan.</summary>
public sealed class GrantPlanTests
{
    private const string Shop = """
        services:
          web:
            image: x
            secrets: [token, {source: token, target: /etc/t, uid: "7", gid: "8", mode: 0440}]
            configs: [greeting]
            post_start: [{command: [echo, started]}, {command: warm, user: root}]
            pre_stop: [{command: [drain]}]
            pre_start: [{command: [migrate]}]
            depends_on: [db]
          db: {image: x, networks: {default: {ipv4_address: 10.1.1.9}}, pre_start: [{image: x, command: check}]}
        secrets: {token: {environment: SET}}
        configs: {greeting: {content: "hello from ${SET}"}}
        networks: {default: {ipam: {config: [{subnet: 10.1.1.0/24}]}}}
        """;

    [Fact]
    public void Files_are_copied_before_each_start_and_hooks_have_their_moments()
    {
        Plan plan = Reconciler.Reconcile(Loaded.Project(Shop), Images);

        Golden.Verify("plans/grants-and-hooks", plan.ToString());
        Golden.Verify("plans/grants-and-hooks.json", plan.ToJson());
        (plan + plan.ToJson() + string.Join('\n', plan.Steps)).Should().NotContain("value").And.NotContain("hello");
    }

    [Fact]
    public void A_hook_before_the_start_is_not_found_under_the_service_s_name_nor_address()
    {
        Plan plan = Reconciler.Reconcile(Loaded.Project(Shop), Images);

        ContainerDefinition hook = plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single(create => create.Container.Name == "p-db-pre_start-1").Container;
        hook.Endpoints.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Network = "p_default", Aliases = new[] { "p-db-pre_start-1" }, Ipv4Address = (string?)null });
        hook.VolumesFrom.Should().Equal("p-db-1");
        hook.Labels.Should().ContainKey("com.docker.compose.hook").And.NotContainKey("com.docker.compose.container-number");
    }

    [Fact]
    public void Another_text_of_a_secret_makes_a_new_container_and_no_reason_shows_it()
    {
        ComposeProject project = Loaded.Project(Shop);
        ObservedState running = Running(project);
        ComposeProject changed = project with { Secrets = project.Secrets.SetItem("token", project.Secrets["token"] with { Value = "hushed" }) };

        Plan plan = Reconciler.Reconcile(changed, running);

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().Contain(create => create.Container.Service.Name == "web");
        plan.Steps.SelectMany(step => step.Reason.Changes).Distinct().Should().Equal(new Change("secrets./etc/t", null, null), new Change("secrets./run/secrets/token", null, null));
        plan.ToString().Should().NotContain("hushed");
        Reconciler.Reconcile(project, running).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Hooks_make_no_new_container()
    {
        ComposeProject project = Loaded.Project(Shop);
        ServiceDefinition web = project.Services["web"];
        ComposeProject changed = project with { Services = project.Services.SetItem("web", web with { PostStart = [], PreStop = [new HookDefinition { Command = ["other"] }], PreStart = [] }) };

        Reconciler.Reconcile(changed, Running(project)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Whoever_stops_a_container_runs_its_hooks_before()
    {
        ComposeProject project = Loaded.Project(Shop);
        ObservedState running = Running(project);
        ServiceDefinition web = project.Services["web"];
        ComposeProject With(ServiceDefinition service) => project with { Services = project.Services.SetItem("web", service) };

        Stops(Reconciler.Reconcile(With(web with { User = "root" }), running)).Should().Equal("drain", "stop");
        Stops(Reconciler.Reconcile(With(web with { Scale = 0 }), running)).Should().Equal("drain", "stop");
        Stops(Reconciler.Reconcile(Reconciler.Emptied(project), running)).Should().StartWith(["drain", "stop"]);

        // The file does not know it any more, but its label does.
        ComposeProject without = project with { Services = project.Services.Remove("web") };
        Stops(Reconciler.Reconcile(without, running, new ReconcileOptions { RemoveOrphans = true })).Should().Equal("drain", "stop");
    }

    [Fact]
    public void A_container_that_does_not_run_has_nothing_to_say_before_its_end()
    {
        ComposeProject project = Loaded.Project(Shop);
        ObservedState running = Running(project);
        ObservedState paused = running with { Containers = [.. running.Containers.Select(container => container with { State = ContainerState.Paused })] };

        Stops(Reconciler.Reconcile(Reconciler.Emptied(project), paused)).Should().Equal("stop", "stop");
    }

    [Fact]
    public void A_hook_before_the_start_that_was_cut_off_is_cleared_away_by_the_next_plan()
    {
        ComposeProject project = Loaded.Project(Shop);
        var engine = new EngineSimulator(multipleEndpoints: true);
        engine.Run(Reconciler.Reconcile(project, engine.Observe(project)).Steps.TakeWhile(step => step.Operation is not WaitUntilCompleted));
        engine.Containers.Values.Should().Contain(container => container.Name == "p-db-pre_start-1");
        engine.Up(project);

        engine.Containers.Values.Select(container => container.Name).Order().Should().Equal("p-db-1", "p-web-1");
    }

    private static ObservedState Images => new() { Project = "p", Engine = new EngineCapabilities { MultipleEndpointsAtCreate = true }, Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("x", new ObservedImage("sha256:1")) };

    private static string[] Stops(Plan plan) =>
    [
        .. plan.Steps.Select(step => step.Operation switch
        {
            RunHook { Moment: "pre_stop", Id: not null } hook => hook.Hook.Command!.Value[0],
            StopContainer => "stop",
            _ => null,
        }).OfType<string>(),
    ];

    private static ObservedState Running(ComposeProject project) => EngineSimulator.Running(project).Observe(project);
}
