using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What becomes of running containers when networks change: live, by new containers, or not at all.</summary>
public sealed class NetworkChangeTests
{
    private static readonly ComposeProject Shop = new()
    {
        Name = "shop",
        Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty
            .Add("web", new ServiceDefinition { Name = "web", Image = "busybox", Networks = On("front"), Ports = [new PortDefinition { Target = 80, Published = "8080" }] })
            .Add("db", new ServiceDefinition { Name = "db", Image = "busybox", Networks = On("front") }),
        Networks = ImmutableSortedDictionary<string, NetworkDefinition>.Empty
            .Add("front", new NetworkDefinition { Key = "front", Name = "shop_front", Ipam = Pool("10.1.1.0/24") })
            .Add("aside", new NetworkDefinition { Key = "aside", Name = "shop_aside" }),
    };

    private static readonly ComposeProject Moved = Shop with { Networks = Shop.Networks.SetItem("front", Shop.Networks["front"] with { Ipam = Pool("10.1.2.0/24") }) };

    [Fact]
    public void A_second_network_that_takes_the_gateway_says_so_and_which_rule_it_is()
    {
        Plan plan = Reconciler.Reconcile(WebOn("front", "aside"), Running(Shop));

        plan.Steps.Should().ContainSingle().Which.Effects.Should().Equal(
            "gets a new address on shop_aside, without a restart",
            "the default gateway moves from shop_front to shop_aside: of equal networks the first by name gives it; gw_priority decides otherwise",
            "its published ports are closed for a moment");
    }

    [Fact]
    public void A_network_that_keeps_the_gateway_where_it_is_says_nothing_of_it()
    {
        ComposeProject later = Shop with { Networks = Shop.Networks.Add("later", new NetworkDefinition { Key = "later", Name = "shop_later" }) };
        ComposeProject project = later with { Services = later.Services.SetItem("web", later.Services["web"] with { Networks = On("front", "later") }) };

        Reconciler.Reconcile(project, Running(later)).Steps.Should().ContainSingle().Which.Effects.Should().Equal("gets a new address on shop_later, without a restart");
    }

    [Fact]
    public void A_fixed_address_that_another_container_of_the_project_keeps_is_refused_and_one_that_it_gives_back_is_not()
    {
        ObservedState running = Running(Shop);
        ObservedContainer db = running.Containers.Single(container => container.Service == "db");
        running = running with { Containers = running.Containers.Replace(db, db with { Endpoints = db.Endpoints.SetItem("shop_front", db.Endpoints["shop_front"] with { CurrentIpv4Address = "10.1.1.9" }) }) };
        ComposeProject Fixed(string address, params string[] ofDb) => Shop with
        {
            Services = Shop.Services
                .SetItem("web", Shop.Services["web"] with { Networks = ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("front", new EndpointDefinition { Ipv4Address = address }) })
                .SetItem("db", Shop.Services["db"] with { Networks = On("front").SetItem("front", new EndpointDefinition { Aliases = [.. ofDb] }) }),
        };

        Reconciler.Reconcile(Fixed("10.1.1.9"), running).Diagnostics.Should().ContainSingle().Which.Message
            .Should().StartWith("Service \"web\" wants the address 10.1.1.9 on network \"shop_front\", which container \"shop-db-1\"");
        Reconciler.Reconcile(Fixed("10.1.1.8"), running).HasErrors.Should().BeFalse();
        Reconciler.Reconcile(Fixed("10.1.1.9", "store"), running).HasErrors.Should().BeFalse("it is unplugged to get its new alias");
    }

    [Fact]
    public void A_changed_endpoint_that_cannot_be_had_gives_way_to_the_old_one()
    {
        ComposeProject renamed = Shop with { Services = Shop.Services.SetItem("db", Shop.Services["db"] with { Networks = On("front").SetItem("front", new EndpointDefinition { Aliases = ["store"] }) }) };

        Plan plan = Reconciler.Reconcile(renamed, Running(Shop));

        plan.Steps.Select(step => (OperationText.Describe(step.Operation), step.InsteadOf)).Should().Equal(
            ("disconnect shop-db-1 from shop_front", null), ("connect shop-db-1 to shop_front", null), ("connect shop-db-1 to shop_front", 2));
        ((ConnectContainer)plan.Steps[2].Operation).Endpoint.Aliases.Should().NotContain("store");
    }

    [Theory]
    [InlineData("10.1.1.0/24", null)]
    [InlineData("10.1.2.0/24", "br-shop")]
    public void A_network_that_makes_way_for_another_comes_back_where_that_one_cannot_be_made(string subnet, string? bridge)
    {
        ImmutableSortedDictionary<string, string> options = bridge is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.name", bridge);
        ComposeProject before = Shop with { Networks = Shop.Networks.SetItem("front", Shop.Networks["front"] with { DriverOptions = options }) };
        ComposeProject renamed = before with { Networks = before.Networks.SetItem("front", before.Networks["front"] with { Name = "renamed", Ipam = Pool(subnet) }) };

        Plan plan = Reconciler.Reconcile(renamed, Running(before));

        int creation = plan.Steps.Single(step => step.Operation is CreateNetwork { Network.Name: "renamed" }).Number;
        plan.Steps.Where(step => step.InsteadOf == creation).Select(step => OperationText.Describe(step.Operation)).Should().Equal(
            "create network shop_front",
            "connect shop-db-1 to shop_front",
            "connect shop-web-1 to shop_front");
    }

    [Fact]
    public void A_host_port_that_the_engine_chose_is_said_to_change()
    {
        ObservedState running = Running(Shop);
        running = running with { Containers = [.. running.Containers.Select(container => container.Service == "web" ? container with { Ports = [new ObservedPort(80, "tcp", "0.0.0.0", 32768)], Labels = container.Labels } : container)] };
        ComposeProject chosen = WebOn("front", "aside");
        var context = chosen with { Services = chosen.Services.SetItem("web", chosen.Services["web"] with { Ports = [new PortDefinition { Target = 80 }] }) };

        ObservedContainer web = running.Containers.Single(container => container.Service == "web");
        var builder = new PlanBuilder();
        var graph = Compose.Net.Graph.DependencyGraph.From(context);
        var options = new ReconcileOptions();
        var forecast = new EndpointForecast(new ReconcileContext(new Selection(context, []), running, options, graph, builder, new ServiceDecider(context, [], running, options).Decide(graph)));

        forecast.Of(context.Services["web"], web, EndpointWish.Of(context, context.Services["web"], web.Name), new HashSet<string>())
            .Should().Contain("the engine chooses the host port of 80/tcp anew; it is 32768 now");
    }

    [Fact]
    public void Asked_to_recreate_a_changed_network_makes_new_containers()
    {
        Plan plan = Reconciler.Reconcile(Moved, Running(Shop), new ReconcileOptions { NetworkChange = NetworkChange.Recreate });

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().HaveCount(2);
        plan.Steps.First(step => step.Operation is CreateContainer).Reason.ToString().Should().StartWith("is plugged in otherwise, and new containers were asked for");
    }

    [Fact]
    public void Asked_to_refuse_every_touched_endpoint_of_a_running_container_is_an_error_and_nothing_is_done()
    {
        Plan plan = Reconciler.Reconcile(WebOn("front", "aside"), Running(Shop), new ReconcileOptions { NetworkChange = NetworkChange.Refuse });

        plan.Steps.Should().BeEmpty();
        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().Be(
            "error CN0360: Container \"shop-web-1\" would be plugged into network \"shop_aside\" while it runs: is not connected. That was not allowed. Allow it with --network-change live or recreate, or take the change back.");
    }

    [Fact]
    public void Asked_to_refuse_a_container_that_the_engine_forces_to_be_new_is_an_error_too()
    {
        Plan plan = Reconciler.Reconcile(WebOn("aside"), Running(Shop), new ReconcileOptions { NetworkChange = NetworkChange.Refuse });

        plan.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("would be replaced by a new one").And.Contain("leaves the network that it was made on");
    }

    [Fact]
    public void Asked_to_refuse_what_touches_nobody_who_runs_is_done()
    {
        Plan plan = Reconciler.Reconcile(Shop, new ObservedState { Project = "shop" }, new ReconcileOptions { NetworkChange = NetworkChange.Refuse });

        plan.HasErrors.Should().BeFalse(plan.ToString());
    }

    [Fact]
    public void Foreign_containers_one_offs_and_endpoints_without_a_container_are_named_and_nothing_is_done()
    {
        Plan plan = Reconciler.Reconcile(Moved, Crowded());

        plan.Steps.Should().BeEmpty();
        plan.Diagnostics.Should().ContainSingle().Which.Message.Should().ContainAll(
            "one-off container \"shop-run\"", "container \"guest\" of project \"other\"", "endpoint \"ghost\", whose container is gone", "--detach-foreign");
    }

    [Fact]
    public void With_consent_each_is_unplugged_and_plugged_in_again_as_it_was() =>
        Golden.Verify("plans/foreign-endpoints", Reconciler.Reconcile(Moved, Crowded(), new ReconcileOptions { DetachForeign = true }).ToString());

    [Fact]
    public void A_stranger_that_is_plugged_in_again_is_said_to_lose_a_MAC_address_that_was_chosen()
    {
        ObservedState crowded = Crowded();
        ObservedContainer guest = crowded.ForeignContainers.Single();
        crowded = crowded with { ForeignContainers = [guest with { Endpoints = guest.Endpoints.SetItem("shop_front", guest.Endpoints["shop_front"] with { CurrentMacAddress = "02:42:99:00:00:01" }) }] };

        string[] Effects(ObservedState observed) =>
            [.. Reconciler.Reconcile(Moved, observed, new ReconcileOptions { DetachForeign = true }).Steps.Single(step => step.Operation is ConnectContainer { Container: "guest" } && step.InsteadOf is null).Effects];

        Effects(crowded).Should().Contain("may get another MAC address than 02:42:99:00:00:01, which engines before API 1.54 give to new containers only");
        Effects(crowded with { Engine = crowded.Engine with { MacAddressOnConnect = true } }).Should().NotContain(effect => effect.Contains("MAC", StringComparison.Ordinal));
    }

    [Fact]
    public void Down_keeps_a_network_that_others_use_and_says_how_it_goes()
    {
        Plan plan = Reconciler.Reconcile(Reconciler.Emptied(Shop), Crowded());

        plan.Steps.Should().NotContain(step => step.Operation is RemoveNetwork && step.Operation.Subject == "shop_front").And.Contain(step => step.Operation.Subject == "shop_aside");
        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("warning CN0309: Network \"shop_front\" is kept").And.Contain("container \"guest\" of project \"other\"").And.Contain("--detach-foreign");
    }

    [Fact]
    public void A_network_that_must_stay_and_is_in_the_way_of_another_is_an_error_before_anything_happens()
    {
        ComposeProject renamed = Shop with { Networks = Shop.Networks.SetItem("front", Shop.Networks["front"] with { Name = "shop_entry" }) };

        Plan plan = Reconciler.Reconcile(renamed, Crowded());

        plan.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().ContainSingle().Which.ToString().Should().EndWith(
            "CN0309: Network \"shop_entry\" wants the subnet or the bridge of network \"shop_front\", which this plan does not use and which is kept. See the warning about it, or choose another subnet.");
        plan.Diagnostics.Should().Contain(diagnostic => diagnostic.Message.StartsWith("Network \"shop_front\" is kept", StringComparison.Ordinal));
        Reconciler.Reconcile(renamed, Crowded(), new ReconcileOptions { DetachForeign = true }).HasErrors.Should().BeFalse();
    }

    [Fact]
    public void Who_is_on_a_network_of_the_project_by_its_mode_comes_after_it_and_gets_a_new_container_with_it()
    {
        const string Yaml = "services: {a: {image: x, networks: [n]}, b: {image: x, network_mode: p_n}}\nnetworks: {n: {internal: false}}\n";
        EngineSimulator engine = EngineSimulator.Running(Loaded.Project(Yaml));
        ComposeProject changed = Loaded.Project(Yaml.Replace("false", "true", StringComparison.Ordinal)), alone = Loaded.Project("services: {b: {image: x, network_mode: p_n}}\n");
        Reconciler.Reconcile(Loaded.Project(Yaml), engine.Observe(changed)).IsEmpty.Should().BeTrue();

        Plan plan = Reconciler.Reconcile(changed, engine.Observe(changed));
        engine.Run(plan.Steps.Where(step => step.InsteadOf is null));

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().ContainSingle().Which.Container.Service.Name.Should().Be("b");
        engine.Containers.Values.Should().AllSatisfy(container => container.Endpoints["p_n"].NetworkId.Should().Be(engine.Networks["p_n"].Id));
        Reconciler.Reconcile(changed, engine.Observe(changed)).IsEmpty.Should().BeTrue();
        Reconciler.Reconcile(alone, engine.Observe(alone)).Steps.Should().NotContain(step => step.Operation is RemoveNetwork || step.Operation is DisconnectContainer, "it is on it still");
    }

    [Fact]
    public void A_network_of_another_name_takes_the_place_of_one_whose_key_a_disabled_service_has()
    {
        const string Yaml = "services: {a: {image: x, networks: [n]}, debug: {image: x, profiles: [debug], networks: [n]}}\nnetworks: {n: {ipam: {config: [{subnet: 10.1.9.0/24}]}}}\n";
        EngineSimulator engine = EngineSimulator.Running(Loaded.Project(Yaml));
        ComposeProject renamed = Loaded.Project(Yaml.Replace("{ipam", "{name: other, ipam", StringComparison.Ordinal));

        engine.Run(Reconciler.Reconcile(renamed, engine.Observe(renamed)).Steps.Where(step => step.InsteadOf is null));

        engine.Networks.Keys.Should().Equal("other");
    }

    [Fact]
    public void Down_says_of_containers_that_run_made_how_they_go_with_it()
    {
        ObservedState crowded = Crowded();
        ObservedNetwork front = crowded.Networks.Single(network => network.Name == "shop_front");
        ObservedState observed = crowded with { ForeignContainers = [], Networks = crowded.Networks.Replace(front, front with { Endpoints = front.Endpoints.RemoveRange(front.Endpoints.Where(endpoint => endpoint.Value is "ghost" or "stranger").Select(endpoint => endpoint.Key)) }) };

        Reconciler.Reconcile(Reconciler.Emptied(Shop), observed).Diagnostics.Should().ContainSingle().Which.ToString().Should().Be(
            "warning CN0309: Network \"shop_front\" is kept, for containers that \"run\" made use it: one-off container \"shop-run\". Remove them, or have them removed with --remove-orphans, and run the command again.");
    }

    [Fact]
    public void Down_with_consent_unplugs_them_says_what_they_lose_and_removes_the_network() =>
        Golden.Verify("plans/down-detach-foreign", Reconciler.Reconcile(Reconciler.Emptied(Shop), Crowded(), new ReconcileOptions { DetachForeign = true }).ToString());

    [Fact]
    public void Down_unplugs_strangers_only_after_its_own_containers_are_gone()
    {
        Plan plan = Reconciler.Reconcile(Reconciler.Emptied(Shop), Crowded(), new ReconcileOptions { DetachForeign = true });

        int[] gone = [.. plan.Steps.Where(step => step.Operation is RemoveContainer).Select(step => step.Number)];
        PlanStep[] detached = [.. plan.Steps.Where(step => step.Operation is DisconnectContainer)];

        gone.Should().HaveCount(2);
        detached.Select(step => step.Operation.Subject).Should().HaveCount(3);
        detached.Where(step => gone.Except(step.DependsOn).Any()).Should().BeEmpty();
    }

    [Fact]
    public void A_service_that_is_not_selected_moves_to_the_new_subnet_as_the_file_says()
    {
        ComposeProject before = With(Shop, "db", "10.1.1.9");
        ComposeProject after = With(Moved, "db", "10.1.2.9");
        ComposeProject onlyWeb = after with { Services = after.Services.Remove("db"), DisabledServices = after.Services.Remove("web") };

        Plan plan = Reconciler.Reconcile(onlyWeb, Running(before));

        plan.HasErrors.Should().BeFalse(plan.ToString());
        plan.Steps.Where(step => step.InsteadOf is null).Select(step => step.Operation).OfType<ConnectContainer>().Single(connect => connect.Container == "shop-db-1")
            .Endpoint.Should().BeEquivalentTo(new { Ipv4Address = "10.1.2.9", Aliases = new[] { "shop-db-1", "db" } });
    }

    [Fact]
    public void Several_networks_of_one_name_become_one_and_containers_are_plugged_over()
    {
        ObservedState running = Running(Shop);
        ObservedNetwork front = running.Networks.Single(network => network.Name == "shop_front");
        ObservedContainer db = running.Containers.Single(container => container.Service == "db");
        ObservedNetwork twin = front with { Id = "twin", Endpoints = ImmutableSortedDictionary<string, string>.Empty.Add(db.Id, db.Name) };
        running = running with
        {
            Networks = [.. running.Networks.Add(twin).OrderBy(network => network.Name, StringComparer.Ordinal)],
            Containers = running.Containers.Replace(db, db with { Endpoints = db.Endpoints.SetItem("shop_front", db.Endpoints["shop_front"] with { NetworkId = "twin" }) }),
        };

        Golden.Verify("plans/duplicate-networks", Reconciler.Reconcile(Shop, running).ToString());
    }

    [Fact]
    public void On_an_overlay_network_an_address_that_the_swarm_chose_and_its_load_balancer_are_nobodys_wish()
    {
        ObservedState running = Running(Shop);
        ObservedNetwork front = running.Networks.Single(network => network.Name == "shop_front");
        var fields = NetworkIdentity.Of(Shop.Networks["front"] with { Driver = "overlay", Attachable = true });
        running = running with
        {
            Host = new ObservedHost { InSwarm = true },
            Networks = running.Networks.Replace(front, front with { Driver = "overlay", Attachable = true, Labels = front.Labels.SetItem("compose-net.fields", fields.ToJson()), Endpoints = front.Endpoints.Add("lb-shop_front", "shop_front-endpoint") }),
            Containers = [.. running.Containers.Select(container => container with { Endpoints = container.Endpoints.SetItem("shop_front", container.Endpoints["shop_front"] with { Ipv4Address = "10.1.1.7" }) })],
        };
        ComposeProject overlay = Shop with { Networks = Shop.Networks.SetItem("front", Shop.Networks["front"] with { Driver = "overlay", Attachable = true }) };
        ComposeProject moved = overlay with { Networks = overlay.Networks.SetItem("front", overlay.Networks["front"] with { Ipam = Pool("10.1.2.0/24") }) };

        Reconciler.Reconcile(overlay, running).ToString().Should().Be("Project \"shop\": nothing to do.\n");
        Reconciler.Reconcile(moved, running).HasErrors.Should().BeFalse("the load balancer goes with its network");
    }

    [Fact]
    public void A_gateway_priority_that_the_engine_does_not_know_is_no_difference()
    {
        ComposeProject project = Shop with { Services = Shop.Services.SetItem("web", Shop.Services["web"] with { Networks = ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("front", new EndpointDefinition { GatewayPriority = 5 }) }) };

        Reconciler.Reconcile(project, new EngineSimulator(multipleEndpoints: false).Up(project).Observe(project)).IsEmpty.Should().BeTrue();
    }

    private static ObservedState Crowded()
    {
        EngineSimulator engine = EngineSimulator.Running(Shop);
        ObservedContainer guest = engine.AddForeign(new ContainerEndpoint { Network = "shop_front", Aliases = ["guest"], Ipv4Address = "10.1.1.77" });
        ObservedState state = engine.Observe(Shop);
        ObservedContainer oneOff = guest with { Id = "run", Name = "shop-run", Service = "web", OneOff = true, Labels = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.compose.project", "shop"), Endpoints = guest.Endpoints.SetItem("shop_front", guest.Endpoints["shop_front"] with { Ipv4Address = null }) };
        guest = guest with { Name = "guest", Labels = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.compose.project", "other") };
        ObservedNetwork front = state.Networks.Single(network => network.Name == "shop_front");
        return state with
        {
            Containers = state.Containers.Add(oneOff),
            ForeignContainers = [guest],
            Networks = state.Networks.Replace(front, front with { Endpoints = front.Endpoints.Add("ep-1", "ghost").Add("run", "shop-run") }),
        };
    }

    private static ObservedState Running(ComposeProject project) => EngineSimulator.Running(project).Observe(project);

    private static ComposeProject WebOn(params string[] networks) =>
        Shop with { Services = Shop.Services.SetItem("web", Shop.Services["web"] with { Networks = On(networks) }) };

    private static ComposeProject With(ComposeProject project, string service, string address) => project with
    {
        Services = project.Services.SetItem(service, project.Services[service] with { Networks = ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("front", new EndpointDefinition { Ipv4Address = address }) }),
    };

    private static IpamDefinition Pool(string subnet) => new() { Pools = [new IpamPool { Subnet = subnet }] };

    private static ImmutableSortedDictionary<string, EndpointDefinition> On(params string[] networks) =>
        networks.ToImmutableSortedDictionary(network => network, _ => new EndpointDefinition());
}
