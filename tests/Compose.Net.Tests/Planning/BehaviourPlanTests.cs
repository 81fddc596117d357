using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What docs/behaviours.md promises of plans and no other test holds.</summary>
public sealed class BehaviourPlanTests
{
    private const string Yaml = """
        services:
          web: {image: x, depends_on: [db], networks: [front], volumes: ["store:/data"], environment: {LEVEL: info}}
          db: {image: x, networks: [front]}
        networks: {front: }
        volumes: {store: {driver_opts: {size: 1g}}}
        """;

    [Fact]
    public void A_volume_whose_definition_changed_is_kept_and_reported()
    {
        Plan plan = Change(Yaml.Replace("size: 1g", "size: 2g", StringComparison.Ordinal));

        plan.IsEmpty.Should().BeTrue();
        plan.Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(found => found.Code == "CN0308" && found.Severity == DiagnosticSeverity.Warning);
    }

    [Fact]
    public void A_volume_under_a_new_name_is_made_and_the_old_one_kept()
    {
        Plan plan = Change(Yaml.Replace("driver_opts: {size: 1g}", "name: other", StringComparison.Ordinal));

        plan.Steps.Select(step => step.Operation).OfType<CreateVolume>().Should().ContainSingle().Which.Volume.Name.Should().Be("other");
        plan.Steps.Should().NotContain(step => step.Operation is RemoveVolume).And.Contain(step => step.Operation is CreateContainer);
    }

    [Fact]
    public void Down_with_volumes_leaves_a_volume_of_that_name_that_is_not_ours()
    {
        ComposeProject project = Loaded.Project(Yaml);
        ObservedState running = Running(project);
        running = running with { Volumes = [new ObservedVolume { Name = "p_store", Labels = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.compose.project", "other") }] };

        Reconciler.Reconcile(Reconciler.Emptied(project), running, new ReconcileOptions { RemoveVolumes = true }).Steps.Should().NotContain(step => step.Operation is RemoveVolume);
    }

    [Theory]
    [InlineData("LEVEL: info", "LEVEL: debug", true)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], ports: [\"8080:80\"]", true)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], labels: {a: b}", true)]
    [InlineData("store:/data\"", "store:/other\"", true)]
    [InlineData("store:/data\"", "store:/data:ro\"", true)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], healthcheck: {test: [CMD, \"true\"]}", true)]
    [InlineData("image: x, depends_on: [db]", "image: x", false)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], pull_policy: missing", false)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], build: {context: .}", false)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], develop: {watch: [{path: ., action: rebuild}]}", false)]
    [InlineData("networks: [front], volumes", "networks: {front: {aliases: [shop]}}, volumes", false)]
    [InlineData("db: {image: x", "db: {image: x, labels: {a: b}", false)]
    [InlineData("image: x, depends_on: [db]", "image: x, depends_on: [db], scale: 2", false)]
    public void Only_what_a_new_container_is_needed_for_makes_one(string before, string after, bool replaced)
    {
        Yaml.Should().Contain(before);

        Plan plan = Change(Yaml.Replace(before, after, StringComparison.Ordinal));

        plan.Steps.Any(step => step.Operation is RemoveContainer && step.Service == "web").Should().Be(replaced, plan.ToString());
    }

    [Fact]
    public void Another_image_under_the_same_name_makes_a_new_container_and_says_so()
    {
        ComposeProject project = Loaded.Project(Yaml);
        ObservedState running = Running(project);
        ObservedContainer web = running.Containers.Single(container => container.Service == "web");
        running = running with { Containers = running.Containers.Replace(web, web with { ImageId = "sha256:older" }) };

        Plan plan = Reconciler.Reconcile(project, running);

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().ContainSingle().Which.Container.Service.Name.Should().Be("web");
        plan.Steps[0].Reason.ToString().Should().Be("runs an older image (image: older -> x)");
    }

    [Theory]
    [InlineData("sha256:0123456789abcdef", "mounts an older image (volumes./files: 0123456789ab -> x)")]
    [InlineData("other:2", "mounts an older image (volumes./files: other:2 -> x)")]
    [InlineData("x", null)]
    [InlineData("sha256:x", null)]
    public void Another_image_behind_a_mount_makes_a_new_container_and_says_so(string mounted, string? reason)
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: y, network_mode: none, volumes: [{type: image, source: x, target: /files}]}");
        ObservedState running = Running(project);
        running = running with { Containers = [.. running.Containers.Select(container => container with { ImagesByPlace = Ordinal.Map<string>().Add("/files", mounted) })] };

        Plan plan = Reconciler.Reconcile(project, running);

        plan.Steps.Select(step => step.Reason.ToString()).FirstOrDefault().Should().Be(reason);
    }

    [Fact]
    public void Scaling_down_drops_what_is_obsolete_first_and_then_the_highest_numbers()
    {
        ComposeProject four = Loaded.Project(Yaml.Replace("db: {image: x", "db: {image: x, scale: 4", StringComparison.Ordinal));
        ObservedState running = Running(four);
        ObservedContainer second = running.Containers.Single(container => container.Name == "p-db-2");
        running = running with { Containers = running.Containers.Replace(second, second with { Labels = second.Labels.SetItem("compose-net.identity", "older") }) };

        Plan plan = Reconciler.Reconcile(Loaded.Project(Yaml.Replace("db: {image: x", "db: {image: x, scale: 2", StringComparison.Ordinal)), running);

        plan.Steps.Select(step => step.Operation).OfType<RemoveContainer>().Select(remove => remove.Name).Should().Equal("p-db-2", "p-db-4");
        plan.Steps.Should().NotContain(step => step.Operation is CreateContainer);
    }

    [Fact]
    public void Disabled_services_and_one_offs_are_no_orphans()
    {
        ComposeProject project = Loaded.Project(Yaml);
        ObservedState running = Running(project);
        ObservedContainer web = running.Containers.Single(container => container.Service == "web");
        running = running with { Containers = running.Containers.Add(web with { Id = "one", Name = "p-web-run-1", OneOff = true, Number = 0 }) };
        ComposeProject disabled = Loaded.Project(Yaml.Replace("web: {image: x", "web: {image: x, profiles: [extra]", StringComparison.Ordinal));

        Plan plan = Reconciler.Reconcile(disabled, running, new ReconcileOptions { RemoveOrphans = true });

        disabled.Services.Keys.Should().Equal("db");
        plan.Steps.Should().NotContain(step => step.Operation is RemoveContainer || step.Operation is StopContainer);
        plan.Diagnostics.Should().BeEmpty();
    }

    private static Plan Change(string yaml) => Reconciler.Reconcile(Loaded.Project(yaml), Running(Loaded.Project(Yaml)));

    private static ObservedState Running(ComposeProject project) => EngineSimulator.Running(project).Observe(project);
}
