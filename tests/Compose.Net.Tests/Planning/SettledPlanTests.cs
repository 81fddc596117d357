using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What an engine makes of a wish in its own way, and a plan leaves so: a stack that is up stays as it is.</summary>
public sealed class SettledPlanTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("enable_ipv6: true", true)]
    [InlineData("enable_ipv6: false", false)]
    public void Whether_an_unasked_network_has_IPv6_is_the_engines_choice(string network, bool settled)
    {
        ComposeProject project = Loaded.Project($"services: {{web: {{image: x, networks: [n]}}}}\nnetworks: {{n: {{{network}}}}}");
        ObservedState running = Up(project);
        running = running with { Networks = [running.Networks[0] with { EnableIpv6 = true }] };

        Reconciler.Reconcile(project, running).IsEmpty.Should().Be(settled);
    }

    [Fact]
    public void An_option_that_stands_for_a_key_counts_for_nothing_beside_it()
    {
        ComposeProject project = Loaded.Project("services: {web: {image: x, networks: [n]}}\nnetworks: {n: {enable_ipv6: true, driver_opts: {com.docker.network.enable_ipv6: \"true\"}}}");
        ObservedState running = Up(project);
        running = running with { Networks = [running.Networks[0] with { EnableIpv6 = true, DriverOptions = ImmutableSortedDictionary<string, string>.Empty }] };

        Reconciler.Reconcile(project, running).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("/other", "conf", false)]
    [InlineData("/etc/app", "conf", true)]
    [InlineData("/other", "former", false)]
    public void A_mount_of_ones_own_covers_that_of_another_service(string own, string volume, bool settled)
    {
        ComposeProject project = Loaded.Project($"services:\n  app: {{image: x, volumes: ['conf:/etc/app']}}\n  backup: {{image: x, volumes_from: [app], volumes: ['./b:{own}']}}\nvolumes: {{conf: }}\n");
        ObservedState running = Up(project);
        running = With(running, "app", app => app with { VolumesByPlace = Places(("/etc/app", "p_conf")) });
        running = With(running, "backup", backup => backup with { VolumesByPlace = settled ? Places() : volume == "former" ? Places(("/etc/app", "former")) : Places() });

        Reconciler.Reconcile(project, running).IsEmpty.Should().Be(settled);
    }

    [Fact]
    public void Of_several_services_with_a_volume_at_one_place_the_last_counts()
    {
        ComposeProject project = Loaded.Project("services:\n  one: {image: x}\n  two: {image: x}\n  both: {image: x, volumes_from: [one, two]}\n");
        ObservedState running = Up(project);
        running = With(running, "one", one => one with { VolumesByPlace = Places(("/data", "a")) });
        running = With(running, "two", two => two with { VolumesByPlace = Places(("/data", "b")) });

        Reconciler.Reconcile(project, With(running, "both", both => both with { VolumesByPlace = Places(("/data", "b")) })).IsEmpty.Should().BeTrue();
        Reconciler.Reconcile(project, With(running, "both", both => both with { VolumesByPlace = Places(("/data", "a")) })).IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void A_namespace_of_others_that_is_gone_is_left_for_the_one_that_has_its_name_now()
    {
        ComposeProject project = Loaded.Project("services: {a: {image: x, network_mode: 'container:vpn', ipc: 'container:vpn'}}");
        ObservedState running = Seen(new EngineSimulator(multipleEndpoints: true).Observe(project), "one");
        Plan first = Reconciler.Reconcile(project, running);
        ObservedContainer a = EngineSimulator.Running(Loaded.Project("services: {a: {image: x, network_mode: none}}")).Containers.Values.Single();
        CreateContainer made = first.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single();
        a = a with { Labels = made.Container.Labels, NetworkMode = "container:one", IpcMode = "container:one" };
        running = running with { Containers = [a], Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("x", new ObservedImage(a.ImageId)) };

        Reconciler.Reconcile(project, running).IsEmpty.Should().BeTrue();
        Reconciler.Reconcile(project, Seen(running, "two")).Steps.Single(step => step.Operation is CreateContainer).Reason.ToString().Should().Be("shares the network of a former container \"vpn\"");
        Reconciler.Reconcile(project, Seen(With(running, "a", each => each with { NetworkMode = "container:two" }), "two")).Steps.Single(step => step.Operation is CreateContainer).Reason.ToString().Should().Be("shares the inter-process communication of a former container \"vpn\"");

        static ObservedState Seen(ObservedState state, string id) => state with
        {
            ForeignContainerNames = ["vpn"],
            NamedContainers = ImmutableSortedDictionary<string, NamedContainer>.Empty.Add("vpn", new NamedContainer(id, "vpn")),
        };
    }

    [Fact]
    public void A_name_that_stands_for_another_platforms_image_makes_no_new_container()
    {
        ComposeProject project = Loaded.Project("services: {a: {image: x, platform: linux/amd64}}");
        EngineSimulator engine = EngineSimulator.Running(project);

        engine.Images["x"] = new ObservedImage("sha256:other") { Platform = "linux/arm64" };
        Reconciler.Reconcile(project, engine.Observe(project)).IsEmpty.Should().BeTrue();
        engine.Images["x"] = new ObservedImage("sha256:other") { Platform = "linux/amd64" };
        Reconciler.Reconcile(project, engine.Observe(project)).IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void Who_shares_the_namespace_of_a_paused_container_runs_on_when_it_does()
    {
        ComposeProject project = Loaded.Project("services:\n  owner: {image: x}\n  sharer: {image: x, network_mode: 'service:owner'}\n");
        ObservedState paused = With(Up(project), "owner", owner => owner with { State = ContainerState.Paused });

        Reconciler.Reconcile(project, paused).Steps.Select(step => OperationText.Kind(step.Operation)).Should().Equal("unpause-container");
    }

    [Fact]
    public void A_container_without_networks_is_left_alone_and_one_that_loses_its_last_is_made_anew()
    {
        const string Yaml = "services: {cron: {image: x}, web: {image: x, depends_on: [cron]}, alone: {image: x}}\n";
        ComposeProject before = Loaded.Project(Yaml), after = Loaded.Project(Yaml + "x-isolation: {edges: true}");
        ObservedState apart = With(Up(after), "alone", alone => alone with { Endpoints = ImmutableSortedDictionary<string, ObservedEndpoint>.Empty.Add("none", new ObservedEndpoint()) });

        Plan changed = Reconciler.Reconcile(after, Up(before));
        Plan settled = Reconciler.Reconcile(after, apart);

        changed.Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container.Service.Name).Should().Contain("alone");
        settled.IsEmpty.Should().BeTrue();
        settled.Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void A_network_of_a_profile_that_takes_no_part_stays_until_all_goes()
    {
        const string Yaml = "services: {web: {image: x, networks: [n]}, tool: {image: x, profiles: [debug], networks: [dbg]}}\nnetworks: {n: , dbg: }\n";
        ObservedState running = Up(Loaded.Project(Yaml, "debug"));
        running = running with
        {
            Containers = [.. running.Containers.Where(container => container.Service == "web")],
            Networks = [.. running.Networks.Select(network => network.Name == "p_dbg" ? network with { Endpoints = ImmutableSortedDictionary<string, string>.Empty } : network)],
        };
        ComposeProject project = Loaded.Project(Yaml);

        Reconciler.Reconcile(project, running).IsEmpty.Should().BeTrue();
        Reconciler.Reconcile(Reconciler.Emptied(project), running).Steps.Select(step => step.Operation).OfType<RemoveNetwork>().Select(remove => remove.Name).Should().BeEquivalentTo("p_n", "p_dbg");
    }

    [Fact]
    public void The_name_of_a_container_that_stays_is_taken_also_where_orphans_go()
    {
        const string Yaml = "services: {pg: {image: x, container_name: db, profiles: [a]}, my: {image: y, container_name: db, profiles: [b]}}\n";

        Plan plan = Reconciler.Reconcile(Loaded.Project(Yaml, "b"), Up(Loaded.Project(Yaml, "a")), new ReconcileOptions { RemoveOrphans = true });

        plan.HasErrors.Should().BeTrue();
        plan.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("is taken by a container of service \"pg\"");
    }

    [Fact]
    public void What_only_makes_containers_stops_none()
    {
        ComposeProject project = Loaded.Project("services:\n  vpn: {image: x}\n  app: {image: x, network_mode: 'service:vpn'}\n");
        DateTimeOffset began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ObservedState running = With(With(Up(project), "vpn", vpn => vpn with { StartedAt = began.AddHours(1) }), "app", app => app with { StartedAt = began });

        Reconciler.Reconcile(project, running).IsEmpty.Should().BeFalse("its network is gone");
        Reconciler.Reconcile(project, running, new ReconcileOptions { CreateOnly = true }).IsEmpty.Should().BeTrue();
    }

    private static ObservedState Up(ComposeProject project) => EngineSimulator.Running(project).Observe(project);

    private static ObservedState With(ObservedState state, string service, Func<ObservedContainer, ObservedContainer> change)
    {
        ObservedContainer container = state.Containers.Single(each => each.Service == service);
        return state with { Containers = state.Containers.Replace(container, change(container)) };
    }

    private static ImmutableSortedDictionary<string, string> Places(params (string Place, string Volume)[] volumes) =>
        volumes.ToImmutableSortedDictionary(entry => entry.Place, entry => entry.Volume, StringComparer.Ordinal);
}
