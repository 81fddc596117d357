using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>The plans of the verbs that work on containers as they are, for one project in several states.</summary>
public sealed class LifecycleTests
{
    private const string Shop = """
        services:
          web: {image: a, depends_on: {api: {condition: service_healthy}, cache: {condition: service_started, required: false}}, scale: 2}
          api: {image: a, healthcheck: {test: "true"}, depends_on: {db: {condition: service_started, restart: true}, migrate: {condition: service_completed_successfully}}}
          migrate: {image: a, depends_on: [db]}
          db: {image: a}
          cache: {image: a}
          sidecar: {image: a, network_mode: "service:db"}
          debug: {image: a, profiles: [debug], depends_on: [tools]}
          tools: {image: a, profiles: [debug]}
        """;

    private readonly ComposeProject _project = Load(Shop);
    private readonly EngineSimulator _engine = new(multipleEndpoints: true);

    public LifecycleTests() => Carry(Reconciler.Reconcile(_project, Observed));

    private ObservedState Observed => _engine.Observe(_project);

    [Fact]
    public void Stop_goes_against_the_dependencies() => Verify("stop", Lifecycle.Stop(_project, Observed, new StopOptions { Timeout = TimeSpan.FromSeconds(2) }));

    [Fact]
    public void Stop_of_some_keeps_their_order_across_those_between_and_touches_no_other() =>
        Verify("stop-some", Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["db", "web"] }));

    [Fact]
    public void Start_goes_along_the_dependencies_and_waits_for_their_conditions()
    {
        Carry(Lifecycle.Stop(_project, Observed));

        Verify("start", Lifecycle.Start(_project, Observed));
    }

    [Fact]
    public void Start_of_one_brings_its_dependencies_along_and_no_other()
    {
        Carry(Lifecycle.Stop(_project, Observed));

        Services(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["api"], Wait = true })).Should().BeEquivalentTo("api", "db");
    }

    [Fact]
    public void Start_that_waits_ends_when_all_is_ready()
    {
        Carry(Lifecycle.Stop(_project, Observed));

        Verify("start-wait", Lifecycle.Start(_project, Observed, new StartOptions { Services = ["web"], Wait = true }));
        Lifecycle.Start(_project, Observed, new StartOptions { Wait = true, WaitTimeout = TimeSpan.FromSeconds(9) }).Steps.Select(step => step.Operation).OfType<WaitUntilReady>()
            .Should().NotBeEmpty().And.OnlyContain(wait => wait.Within == TimeSpan.FromSeconds(9));
    }

    [Fact]
    public void Hooks_run_before_a_stop_and_after_a_start()
    {
        const string hooked = """
            services:
              web: {image: a, pre_stop: [{command: save}], post_start: [{command: warm}]}
            """;
        ComposeProject project = Load(hooked);
        Carry(Reconciler.Reconcile(project, _engine.Observe(project)));

        Lifecycle.Restart(project, _engine.Observe(project), new RestartOptions { Services = ["web"] }).Steps.Where(step => step.Service == "web").Select(step => step.Operation.GetType())
            .Should().Equal(typeof(RunHook), typeof(StopContainer), typeof(StartContainer), typeof(RunHook));
    }

    [Fact]
    public void A_one_shot_that_ended_well_is_started_again_only_when_it_is_named()
    {
        Lifecycle.Start(_project, Observed).IsEmpty.Should().BeTrue();

        Services(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["migrate"] })).Should().Equal("migrate");
    }

    [Fact]
    public void A_sharer_of_a_namespace_starts_again_when_its_owner_does()
    {
        Carry(Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["db"] }));

        string[] steps = ["stop container p-sidecar-1", "start container p-db-1", "start container p-sidecar-1"];
        Operations(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["sidecar"] })).Should().Equal(steps);
        Operations(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["db"] })).Should().Equal(steps);
    }

    [Fact]
    public void A_sharer_whose_profile_is_not_active_any_more_starts_again_too()
    {
        ComposeProject later = Load(Shop.Replace("\"service:db\"}", "\"service:db\", profiles: [debug]}", StringComparison.Ordinal));

        Operations(Lifecycle.Restart(later, Observed, new RestartOptions { Services = ["db"] })).Should().Contain(["stop container p-sidecar-1", "start container p-sidecar-1"]);
        Carry(Lifecycle.Stop(later, Observed, new StopOptions { Services = ["db"] }));
        Operations(Lifecycle.Start(later, Observed, new StartOptions { Services = ["db"] })).Should().Equal("stop container p-sidecar-1", "start container p-db-1", "start container p-sidecar-1");
        Services(Lifecycle.Stop(later, Observed)).Should().NotContain("sidecar");
    }

    [Fact]
    public void Up_says_which_container_loses_a_namespace_because_its_service_has_no_part_in_it()
    {
        ComposeProject later = Load(Shop.Replace("\"service:db\"}", "\"service:db\", profiles: [debug]}", StringComparison.Ordinal));
        const string Warning = "warning CN0388: Container \"p-sidecar-1\" shares a namespace of service \"db\", which starts anew, and runs on without, since service \"sidecar\" has no part in this. Bring it up too, or stop it.";

        Reconciler.Reconcile(later, Observed).Diagnostics.Should().BeEmpty();
        Reconciler.Reconcile(later, Observed, new ReconcileOptions { Recreation = Recreation.Always }).Diagnostics.Select(found => found.ToString().Split(": ", 2)[1]).Should().Equal(Warning);
        Reconciler.Reconcile(_project, Observed, new ReconcileOptions { Recreation = Recreation.Always, Services = ["db"] }).Diagnostics.Select(found => found.ToString().Split(": ", 2)[1]).Should().Equal(Warning);
        Reconciler.Reconcile(_project, Observed, new ReconcileOptions { Recreation = Recreation.Always }).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void A_sharer_that_was_left_behind_by_the_restart_of_its_owner_is_seen_and_restarted()
    {
        _engine.Execute(new StopContainer("p-db-1", _engine.Containers.Values.Single(container => container.Name == "p-db-1").Id, null));
        _engine.Execute(new StartContainer("p-db-1"));

        Plan plan = Reconciler.Reconcile(_project, Observed);

        Operations(plan).Should().Equal("stop container p-sidecar-1", "start container p-sidecar-1");
        plan.Steps[0].Reason.ToString().Should().Be("shares a namespace of service \"db\", which has started again since");
        Carry(plan);
        Reconciler.Reconcile(_project, Observed).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_sharer_cannot_start_without_the_owner_of_its_namespace()
    {
        Carry(Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["db"] }));

        Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["sidecar"] }).Diagnostics.Should().ContainSingle().Which.ToString()
            .Should().Be("error CN0461: Container \"p-sidecar-1\" shares a namespace of a container of service \"db\" that does not run. Start that service too, or bring both up where the container is gone.");
    }

    [Fact]
    public void Start_is_refused_where_a_required_dependency_has_no_container()
    {
        Carry(Lifecycle.Stop(_project, Observed));
        Carry(Lifecycle.Remove(_project, Observed, new RemoveOptions { Services = ["migrate", "cache"] }));

        Plan plan = Lifecycle.Start(_project, Observed, new StartOptions { Services = ["web"] });

        plan.HasErrors.Should().BeTrue();
        plan.Diagnostics.Select(diagnostic => diagnostic.ToString()).Should().Equal(
            "warning CN0461: Service \"migrate\" has no container, so there is nothing to start. Bring it up instead.",
            "error CN0461: Service \"api\" depends on service \"migrate\", which has no container. Bring it up instead.",
            "warning CN0461: Service \"cache\" has no container, so there is nothing to start. Bring it up instead.");
    }

    [Fact]
    public void Start_warns_of_a_service_without_a_container()
    {
        Carry(Lifecycle.Remove(_project, Observed, new RemoveOptions { Services = ["cache"], Stop = true }));

        Plan plan = Lifecycle.Start(_project, Observed);

        plan.IsEmpty.Should().BeTrue();
        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().Be("warning CN0461: Service \"cache\" has no container, so there is nothing to start. Bring it up instead.");
    }

    [Fact]
    public void Restart_stops_dependents_first_and_starts_them_last() => Verify("restart", Lifecycle.Restart(_project, Observed));

    [Fact]
    public void Restart_of_one_takes_those_along_that_asked_for_it_or_share_its_namespace()
    {
        Services(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["db"] })).Should().BeEquivalentTo("api", "db", "sidecar");
        Services(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["db"], WithDependents = false })).Should().Equal("db");
    }

    [Fact]
    public void Restart_waits_for_nobody_that_it_does_not_restart()
    {
        Services(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["web"] })).Should().Equal("web");
        Operations(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["web"] })).Should().NotContain(line => line.StartsWith("wait", StringComparison.Ordinal));
    }

    [Fact]
    public void Rm_removes_what_does_not_run_and_with_stop_the_rest_too()
    {
        Carry(Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["web"] }));

        Verify("rm", Lifecycle.Remove(_project, Observed));
        Verify("rm-stop", Lifecycle.Remove(_project, Observed, new RemoveOptions { Services = ["web", "cache"], Stop = true, RemoveAnonymousVolumes = true }));
        Lifecycle.Remove(_project, Observed, new RemoveOptions { RemoveAnonymousVolumes = true }).Steps.Select(step => step.Operation).Should().AllBeOfType<RemoveContainer>()
            .Which.Should().OnlyContain(remove => remove.RemoveAnonymousVolumes);
    }

    [Fact]
    public void Kill_sends_its_signal_and_takes_orphans_only_if_asked_for()
    {
        Plan removed = Lifecycle.Kill(Without("cache"), Observed, new KillOptions { RemoveOrphans = true });

        Verify("kill", Lifecycle.Kill(_project, Observed, new KillOptions { Signal = "hup", Services = ["db", "api"] }));
        Lifecycle.Kill(Without("cache"), Observed).Steps.Should().NotContain(step => step.Service == "cache");
        removed.Steps.Where(step => step.Service == "cache").Select(step => step.Operation.GetType()).Should().Equal(typeof(KillContainer), typeof(StopContainer), typeof(RemoveContainer));
    }

    [Theory]
    [InlineData("SIGTERM", "SIGTERM")]
    [InlineData("usr1", "SIGUSR1")]
    [InlineData("9", "9")]
    [InlineData("RTMIN+3", "SIGRTMIN+3")]
    [InlineData("SIGRTMAX-14", "SIGRTMAX-14")]
    public void A_signal_is_named_in_any_of_its_forms(string given, string sent) =>
        Lifecycle.Kill(_project, Observed, new KillOptions { Signal = given }).Steps.Select(step => step.Operation).OfType<KillContainer>().Should().OnlyContain(kill => kill.Signal == sent);

    [Theory]
    [InlineData("NOPE")]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("RTMAX-15")]
    [InlineData("")]
    public void A_signal_that_there_is_not_is_refused(string given) =>
        Lifecycle.Kill(_project, Observed, new KillOptions { Signal = given }).Diagnostics.Should().ContainSingle().Which.Message
            .Should().Be($"There is no signal \"{given}\". Give a name such as SIGHUP or TERM, or a number from 1 to 64.");

    [Fact]
    public void Pause_and_unpause_go_in_opposite_orders()
    {
        Verify("pause", Lifecycle.Pause(_project, Observed));
        Carry(Lifecycle.Pause(_project, Observed));
        Verify("unpause", Lifecycle.Unpause(_project, Observed));
    }

    [Fact]
    public void What_is_restarting_cannot_be_paused_and_is_named()
    {
        ObservedState looping = Observed with { Containers = [.. Observed.Containers.Select(container => container.Service == "db" ? container with { State = ContainerState.Restarting } : container)] };

        Plan plan = Lifecycle.Pause(_project, looping, new PauseOptions { Services = ["db"] });

        plan.IsEmpty.Should().BeTrue();
        plan.Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0462");
    }

    [Fact]
    public void Paused_containers_are_stopped_killed_and_started_as_they_should_be()
    {
        Carry(Lifecycle.Pause(_project, Observed, new PauseOptions { Services = ["db"] }));

        Operations(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["db"] })).Should().Equal("unpause container p-db-1");
        Operations(Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["db"] })).Should().Equal("stop container p-db-1");
        Operations(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["db"], WithDependents = false })).Should().Equal("stop container p-db-1", "start container p-db-1");
        Operations(Lifecycle.Kill(_project, Observed, new KillOptions { Services = ["db"] })).Should().Equal("kill container p-db-1 with SIGKILL");
    }

    [Fact]
    public void A_service_that_is_unknown_is_refused_with_the_one_that_was_meant()
    {
        Plan[] plans =
        [
            Lifecycle.Start(_project, Observed, new StartOptions { Services = ["wbe"] }),
            Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["wbe"] }),
            Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["wbe"] }),
            Lifecycle.Remove(_project, Observed, new RemoveOptions { Services = ["wbe"] }),
            Lifecycle.Kill(_project, Observed, new KillOptions { Services = ["wbe"] }),
            Lifecycle.Pause(_project, Observed, new PauseOptions { Services = ["wbe"] }),
            Lifecycle.Unpause(_project, Observed, new PauseOptions { Services = ["wbe"] }),
        ];

        plans.Should().AllSatisfy(plan => plan.Diagnostics.Should().ContainSingle().Which.ToString()
            .Should().Be("error CN0460: Project \"p\" has no service \"wbe\". Did you mean \"web\"? Services: api, cache, db, debug, migrate, sidecar, tools, web."));
    }

    [Fact]
    public void Naming_a_disabled_service_enables_it_with_what_it_depends_on()
    {
        ComposeProject all = Load(Shop, "*");
        Carry(Reconciler.Reconcile(all, _engine.Observe(all)));

        Services(Lifecycle.Stop(_project, Observed)).Should().NotContain(["debug", "tools"]);
        Services(Lifecycle.Stop(_project, Observed, new StopOptions { Services = ["debug"] })).Should().Equal("debug");
        Carry(Lifecycle.Stop(all, Observed));
        Services(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["debug"] })).Should().Equal("tools", "debug");
    }

    [Fact]
    public void A_snapshot_of_another_project_is_refused() =>
        FluentActions.Invoking(() => Lifecycle.Stop(_project, Observed with { Project = "q" })).Should().Throw<ArgumentException>().WithMessage("*\"q\"*\"p\"*");

    private static ComposeProject Load(string yaml, string? profile = null) =>
        ComposeFile.Parse(yaml, new ComposeFileOptions { ProjectName = "p", Profiles = profile is null ? [] : [profile] }).Project!;

    private ComposeProject Without(string service) => _project with
    {
        Services = _project.Services.Remove(service).SetItem("web", _project.Services["web"] with { DependsOn = _project.Services["web"].DependsOn.Remove(service) }),
    };

    private void Carry(Plan plan)
    {
        plan.HasErrors.Should().BeFalse(plan.ToString());
        _engine.Run(plan.Steps);
    }

    private static void Verify(string name, Plan plan) => Golden.Verify($"plans/verb-{name}", plan.ToString());

    private static IEnumerable<string> Services(Plan plan) => plan.Steps.Select(step => step.Service!).Distinct();

    private static IEnumerable<string> Operations(Plan plan) => plan.Steps.Select(step => OperationText.Describe(step.Operation));
}
