using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>When images are fetched.</summary>
public sealed class ImagePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("always", 0, true)]
    [InlineData("daily", 23, false)]
    [InlineData("daily", 25, true)]
    [InlineData("weekly", 167, false)]
    [InlineData("weekly", 169, true)]
    [InlineData("every_30m", 1, true)]
    [InlineData("every_1h30m", 1, false)]
    [InlineData("missing", 1_000, false)]
    [InlineData("if_not_present", 1_000, false)]
    [InlineData("never", 1_000, false)]
    public void An_image_that_is_there_is_fetched_again_as_its_policy_says(string policy, int hours, bool pulled)
    {
        ComposeProject project = Project($"pull_policy: {policy}");
        ObservedState observed = Having(new ObservedImage("sha256:1") { TaggedAt = Now.AddHours(-hours) });

        Pulls(Reconciler.Reconcile(project, observed)).Should().Equal(pulled ? ["pull image x"] : []);
        Pulls(Reconciler.RenewImages(project, observed, null)).Should().Equal(pulled ? ["pull image x"] : []);
        Pulls(Reconciler.Reconcile(project, observed, new ReconcileOptions { ImagesAreCurrent = true })).Should().BeEmpty();
    }

    [Theory]
    [InlineData("always", "never", false)]
    [InlineData("never", "always", true)]
    [InlineData("always", "missing", false)]
    public void A_policy_for_all_services_takes_the_place_of_their_own(string own, string all, bool pulled)
    {
        var condition = Enum.Parse<PullCondition>(all, ignoreCase: true);

        Pulls(Reconciler.Reconcile(Project($"pull_policy: {own}"), Having(new ObservedImage("sha256:1")), new ReconcileOptions { PullPolicy = new PullPolicy(condition) }))
            .Should().HaveCount(pulled ? 1 : 0);
    }

    [Theory]
    [InlineData("linux/amd64", "linux/amd64", false)]
    [InlineData("linux/x86_64", "linux/amd64", false)]
    [InlineData("linux", "linux/amd64", false)]
    [InlineData("amd64", "linux/amd64", false)]
    [InlineData("linux/arm64/v8", "linux/arm64", false)]
    [InlineData("linux/arm64", "linux/amd64", true)]
    [InlineData("linux/arm/v6", "linux/arm/v7", true)]
    [InlineData("linux/arm64", "", false)]
    public void An_image_for_another_platform_is_as_good_as_none(string wanted, string there, bool pulled)
    {
        Plan plan = Reconciler.Reconcile(Project($"platform: {wanted}"), Having(new ObservedImage("sha256:1") { Platform = there }));

        Pulls(plan).Should().Equal(pulled ? [$"pull image x for {wanted}"] : []);
        plan.Steps.Where(step => step.Operation is PullImage).Select(step => step.Reason.Summary).Should().Equal(pulled ? ["the engine has it for another platform"] : []);
    }

    [Fact]
    public void One_image_is_fetched_once_for_each_platform()
    {
        ComposeProject project = Loaded.Project("""
            services:
              a: {image: x, network_mode: none, pull_policy: always}
              b: {image: x, network_mode: none, scale: 3}
              c: {image: x, network_mode: none, platform: linux/arm64}
              d: {image: x, network_mode: none, platform: linux/arm64}
            """);

        Pulls(Reconciler.Reconcile(project, new ObservedState { Project = "p" })).Should().Equal("pull image x", "pull image x for linux/arm64");
    }

    [Fact]
    public void A_renewal_says_what_it_may_lead_to_and_what_it_brings_replaces_containers()
    {
        ComposeProject project = Project("pull_policy: always");
        ObservedState running = Running(project, Having(new ObservedImage("sha256:1111")));

        Golden.Verify("plans/image-renewal", Reconciler.Reconcile(project, running).ToString());
        ObservedState renewed = running with { Images = running.Images.SetItem("x", new ObservedImage("sha256:2222")) };
        Golden.Verify("plans/image-renewed", Reconciler.Reconcile(project, renewed, new ReconcileOptions { ImagesAreCurrent = true }).ToString());
        Reconciler.Reconcile(project, running, new ReconcileOptions { ImagesAreCurrent = true }).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_project_that_cannot_be_planned_renews_nothing()
    {
        Plan plan = Reconciler.RenewImages(Project("pull_policy: always") with { Services = Project("pull_policy: always").Services.Add("b", new ServiceDefinition { Name = "b" }) }, Having(new ObservedImage("sha256:1")), null);

        plan.HasErrors.Should().BeTrue();
        plan.Steps.Should().BeEmpty();
    }

    [Fact]
    public void Two_plans_in_a_row_are_one_whose_steps_wait_for_the_same_ones()
    {
        Plan first = Reconciler.Reconcile(Project("pull_policy: always"), new ObservedState { Project = "p" });

        Plan both = first.Then(first);

        Plan fallback = first with { Steps = first.Steps.Replace(first.Steps[^1], first.Steps[^1] with { InsteadOf = 1 }) };
        first.Then(fallback).Steps[^1].InsteadOf.Should().Be(first.Steps.Length + 1);
        both.Steps.Select(step => step.Number).Should().Equal(Enumerable.Range(1, 2 * first.Steps.Length));
        both.Steps.Skip(first.Steps.Length).Select(step => step.DependsOn.Select(number => number - first.Steps.Length))
            .Should().BeEquivalentTo(first.Steps.Select(step => step.DependsOn), options => options.WithStrictOrdering());
    }

    private static ComposeProject Project(string settings) =>
        Loaded.Project($"services:\n  a:\n    image: x\n    network_mode: none\n    {settings}");

    private static ObservedState Having(ObservedImage image) =>
        new() { Project = "p", TakenAt = Now, Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("x", image) };

    // The state behind a plan: its containers run.
    private static ObservedState Running(ComposeProject project, ObservedState observed) => observed with
    {
        Containers =
        [
            .. Reconciler.Reconcile(project, observed, new ReconcileOptions { ImagesAreCurrent = true }).Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => new ObservedContainer
            {
                Id = "c1",
                Name = create.Container.Name,
                Service = create.Container.Service.Name,
                Number = create.Container.Number,
                State = ContainerState.Running,
                ImageId = observed.Images["x"].Id,
                NetworkMode = create.Container.NetworkMode,
                Labels = create.Container.Labels,
            }),
        ],
    };

    private static string[] Pulls(Plan plan) =>
        [.. plan.Steps.Where(step => step.Operation is PullImage).Select(step => OperationText.Describe(step.Operation))];
}
