using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What is run before a service starts: when, beside what, and of which image.</summary>
public sealed class PreStartTests
{
    private const string Shop = """
        services:
          web: {image: a, depends_on: [db], networks: {back: {priority: 5, ipv4_address: 10.1.0.7}, front: }, scale: 2, pre_start: [{command: [one]}, {command: [two], image: t}], post_start: [{command: [warm]}]}
          db: {image: a, networks: [back]}
          sidecar: {image: a, network_mode: "service:web", pre_start: [{command: [look]}]}
        networks: {back: {ipam: {config: [{subnet: 10.1.0.0/24}]}}, front: }
        """;

    private readonly ComposeProject _project = Loaded.Project(Shop.Replace("scale: 2", "scale: 1", StringComparison.Ordinal));
    private readonly EngineSimulator _engine = new(multipleEndpoints: true);

    private ObservedState Observed => _engine.Observe(_project);

    [Fact]
    public void Start_and_restart_run_the_hooks_before_the_first_container_of_a_service()
    {
        Carry(Reconciler.Reconcile(_project, Observed));
        string[] hooksAndStart =
        [
            "create container p-web-pre_start-1", "start container p-web-pre_start-1", "wait until p-web-pre_start-1 has completed", "remove container p-web-pre_start-1",
            "create container p-web-pre_start-2", "start container p-web-pre_start-2", "wait until p-web-pre_start-2 has completed", "remove container p-web-pre_start-2",
            "start container p-web-1", "run the post_start hook in p-web-1",
        ];

        Operations(Lifecycle.Restart(_project, Observed, new RestartOptions { Services = ["web"], WithDependents = false })).Should().Equal([.. new[] { "stop container p-web-1" }, .. hooksAndStart]);
        Carry(Lifecycle.Stop(_project, Observed));
        Operations(Lifecycle.Start(_project, Observed, new StartOptions { Services = ["web"] })).Should().Equal([.. new[] { "start container p-db-1" }, .. hooksAndStart]);
        Carry(Lifecycle.Start(_project, Observed));
        Lifecycle.Start(_project, Observed).IsEmpty.Should().BeTrue();
        _engine.Containers.Values.Select(container => container.Name).Order(StringComparer.Ordinal).Should().Equal("p-db-1", "p-sidecar-1", "p-web-1");
    }

    [Fact]
    public void A_hook_is_made_beside_the_container_that_is_there()
    {
        Carry(Reconciler.Reconcile(_project, Observed));
        Carry(Lifecycle.Stop(_project, Observed));

        ContainerDefinition[] hooks = [.. Lifecycle.Start(_project, Observed).Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container)];

        hooks.Select(hook => hook.Name).Should().Equal("p-web-pre_start-1", "p-web-pre_start-2", "p-sidecar-pre_start-1");
        hooks[0].NetworkMode.Should().Be("p_back");
        hooks[0].VolumesFrom.Should().Equal("p-web-1");
        hooks[0].Endpoints.Select(endpoint => endpoint.Network).Should().Equal("p_back", "p_front");
        hooks[0].Endpoints.Should().OnlyContain(endpoint => endpoint.Ipv4Address == null && endpoint.Aliases.Single() == "p-web-pre_start-1", "it takes neither the address nor the name of its service");
        hooks[2].NetworkMode.Should().StartWith("container:");
        hooks[2].Endpoints.Should().BeEmpty();
    }

    [Fact]
    public void No_hook_runs_beside_a_container_that_runs_or_is_paused()
    {
        ComposeProject two = Loaded.Project(Shop.Replace("priority: 5, ipv4_address: 10.1.0.7", "priority: 5", StringComparison.Ordinal).Replace("network_mode: \"service:web\"", "scale: 1", StringComparison.Ordinal));
        Carry(Reconciler.Reconcile(two, _engine.Observe(two)));
        _engine.Kill(_engine.Containers.Values.Single(container => container.Name == "p-web-2").Id);

        Operations(Lifecycle.Start(two, _engine.Observe(two))).Should().Equal("start container p-web-2", "run the post_start hook in p-web-2");
        Carry(Lifecycle.Start(two, _engine.Observe(two)));
        Carry(Lifecycle.Pause(two, _engine.Observe(two)));
        Operations(Lifecycle.Start(two, _engine.Observe(two))).Should().OnlyContain(operation => operation.StartsWith("unpause", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hook_that_failed_makes_way_for_its_next_try()
    {
        Carry(Reconciler.Reconcile(_project, Observed));
        Carry(Lifecycle.Stop(_project, Observed));
        Carry(Lifecycle.Start(_project, Observed), step => step.Operation is not WaitUntilCompleted);

        Plan again = Lifecycle.Start(_project, Observed);

        Operations(again).Where(operation => operation.EndsWith("p-web-pre_start-1", StringComparison.Ordinal)).Should().StartWith(["stop container p-web-pre_start-1", "remove container p-web-pre_start-1", "create container p-web-pre_start-1"]);
        Carry(again);
        _engine.Containers.Values.Should().OnlyContain(container => container.State == ContainerState.Running);
    }

    [Fact]
    public void A_hook_that_cannot_be_run_is_refused_by_the_verbs_as_by_up()
    {
        Carry(Reconciler.Reconcile(_project, Observed));
        Carry(Lifecycle.Stop(_project, Observed));
        ServiceDefinition web = _project.Services["web"] with { PreStart = [new HookDefinition { PerReplica = true }] };

        Lifecycle.Start(_project with { Services = _project.Services.SetItem("web", web) }, Observed).Diagnostics.Should().ContainSingle().Which.Message.Should().StartWith("Service \"web\" has a \"pre_start\" hook with \"per_replica\"");
    }

    [Theory]
    [InlineData("build: ., pull_policy: build", "build image p-web; pull image t")]
    [InlineData("build: .", "build image p-web; pull image t")]
    [InlineData("build: ., image: mine, pull_policy: build", "build image mine; pull image t")]
    [InlineData("image: mine", "pull image mine; pull image t")]
    [InlineData("build: ., image: t", "pull image t; build image t if it is still missing")]
    public void A_hook_s_own_image_is_fetched_and_its_service_s_is_built(string image, string expected)
    {
        Plan plan = Reconciler.Reconcile(Hooked(image), Empty);

        plan.HasErrors.Should().BeFalse(plan.ToString());
        string.Join("; ", Images(plan)).Should().Be(expected);
        int hook = plan.Steps.Single(step => step.Operation is CreateContainer { Container.Name: "p-web-pre_start-1" }).Number;
        plan.Steps.Where(step => step.Operation is PullImage or BuildImage).Should().OnlyContain(step => step.Number < hook);
    }

    [Fact]
    public void That_all_is_to_be_built_does_not_keep_a_hook_s_image_from_being_fetched() =>
        Images(Reconciler.Reconcile(Hooked("build: ."), Empty, new ReconcileOptions { PullPolicy = new PullPolicy(PullCondition.Build) })).Should().Equal("build image p-web", "pull image t");

    [Fact]
    public void A_policy_that_forbids_fetching_holds_for_the_hook_s_image_too() =>
        Reconciler.Reconcile(Hooked("image: mine, pull_policy: never"), Empty).Diagnostics.Select(found => found.Message).Should().SatisfyRespectively(
            message => message.Should().Contain("image \"mine\"").And.Contain("\"never\""),
            message => message.Should().Contain("image \"t\"").And.Contain("\"never\""));

    [Fact]
    public void A_policy_that_renews_holds_for_the_hook_s_image_too()
    {
        ComposeProject project = Hooked("image: mine, pull_policy: always");
        ObservedState observed = Empty with { Images = Empty.Images.Add("mine", new ObservedImage("sha256:1")).Add("t", new ObservedImage("sha256:2")) };

        Images(Reconciler.RenewImages(project, observed, null)).Should().BeEquivalentTo("pull image mine", "pull image t");
    }

    [Theory]
    [InlineData("image: mine", "pull image mine", "pull image t")]
    [InlineData("build: .", "pull image t")]
    [InlineData("build: ., pull_policy: build", "pull image t")]
    [InlineData("build: ., image: t, pull_policy: build")]
    [InlineData("image: mine, pull_policy: never")]
    public void Pulling_fetches_the_hook_s_image_too(string image, params string[] expected) =>
        Images(ImagePlans.Pull(Hooked(image), Empty, new PullImagesOptions())).Should().Equal(expected);

    private static ObservedState Empty => new() { Project = "p", Engine = new EngineCapabilities { MultipleEndpointsAtCreate = true } };

    private static ComposeProject Hooked(string image) => Loaded.Project($$"""
        services:
          web: { {{image}}, pre_start: [{command: [one], image: t}] }
        """);

    private void Carry(Plan plan) => Carry(plan, _ => true);

    private void Carry(Plan plan, Func<PlanStep, bool> goesOn)
    {
        plan.HasErrors.Should().BeFalse(plan.ToString());
        _engine.Run(plan.Steps.TakeWhile(goesOn));
    }

    private static IEnumerable<string> Operations(Plan plan) => plan.Steps.Select(step => OperationText.Describe(step.Operation));

    private static IEnumerable<string> Images(Plan plan) => plan.Steps.Where(step => step.Operation is PullImage or BuildImage).Select(step => OperationText.Describe(step.Operation));
}
