using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>Plans as their readers see them, for one three-tier project and the changes that befall it.</summary>
public sealed class PlanTests
{
    private static readonly ComposeProject Shop = new()
    {
        Name = "shop",
        WorkingDirectory = "/srv/shop",
        Files = ["/srv/shop/compose.yaml"],
        Services = Map(
            new ServiceDefinition { Name = "front", Image = "busybox", Networks = On("edge"), DependsOn = After("api", DependencyCondition.ServiceStarted), Ports = [new PortDefinition { Target = 80, Published = "8080", HostIp = "127.0.0.1" }] },
            new ServiceDefinition { Name = "api", Image = "busybox", Networks = On("edge", "data"), DependsOn = After("db", DependencyCondition.ServiceHealthy), Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("TOKEN", "secret-1") },
            new ServiceDefinition { Name = "db", Image = "postgres:17", Networks = On("data"), Mounts = [new VolumeMount("store", "/var/lib/db")], Healthcheck = new HealthcheckDefinition { Test = ["CMD", "true"] } }),
        Networks = ImmutableSortedDictionary<string, NetworkDefinition>.Empty
            .Add("edge", new NetworkDefinition { Key = "edge", Name = "shop_edge" })
            .Add("data", new NetworkDefinition { Key = "data", Name = "shop_data", Internal = true }),
        Volumes = ImmutableSortedDictionary<string, VolumeDefinition>.Empty.Add("store", new VolumeDefinition { Key = "store", Name = "shop_store" }),
    };

    [Fact]
    public void The_first_plan_tells_the_whole_story() =>
        Golden.Verify("plans/first-up", Plan(Shop, new ObservedState { Project = "shop", Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("busybox", new ObservedImage("sha256:1")) }).ToString());

    [Fact]
    public void The_first_plan_as_json_holds_no_environment_value()
    {
        string json = Plan(Shop, new ObservedState { Project = "shop" }).ToJson();

        json.Should().NotContain("secret-1");
        Golden.Verify("plans/first-up.json", json);
    }

    [Fact]
    public void A_second_plan_is_empty() =>
        Plan(Shop, Running(Shop)).ToString().Should().Be("Project \"shop\": nothing to do.\n");

    [Fact]
    public void A_changed_variable_replaces_one_container_and_hides_its_value()
    {
        string plan = Plan(With("api", api => api with { Environment = api.Environment.SetItem("TOKEN", "secret-2") }), Running(Shop)).ToString();

        plan.Should().NotContain("secret");
        Golden.Verify("plans/changed-variable", plan);
    }

    [Fact]
    public void A_changed_network_is_replaced_under_its_containers() =>
        Golden.Verify("plans/changed-network", Plan(Shop with { Networks = Shop.Networks.SetItem("edge", Shop.Networks["edge"] with { Internal = true }) }, Running(Shop)).ToString());

    [Fact]
    public void A_new_alias_reconnects_one_endpoint() =>
        Golden.Verify("plans/new-alias", Plan(With("api", api => api with { Networks = api.Networks.SetItem("edge", new EndpointDefinition { Aliases = ["backend"] }) }), Running(Shop)).ToString());

    [Fact]
    public void Scaling_up_adds_and_scaling_down_removes()
    {
        ComposeProject three = With("api", api => api with { Scale = 3 });
        Golden.Verify("plans/scale-up", Plan(three, Running(Shop)).ToString());
        Golden.Verify("plans/scale-down", Plan(Shop, Running(three)).ToString());
    }

    [Fact]
    public void Down_is_a_plan_for_nothing_and_keeps_volumes_unless_asked()
    {
        Golden.Verify("plans/down", Plan(Reconciler.Emptied(Shop), Running(Shop)).ToString());
        Golden.Verify("plans/down-with-volumes", Plan(Reconciler.Emptied(Shop), Running(Shop), new ReconcileOptions { RemoveVolumes = true }).ToString());
    }

    [Fact]
    public void Orphans_are_reported_and_removed_only_if_asked_for()
    {
        ComposeProject without = Shop with { Services = Shop.Services.Remove("front") };
        Golden.Verify("plans/orphan-reported", Plan(without, Running(Shop)).ToString());
        Golden.Verify("plans/orphan-removed", Plan(without, Running(Shop), new ReconcileOptions { RemoveOrphans = true }).ToString());
    }

    [Fact]
    public void Waiting_ends_the_plan_when_all_is_ready() =>
        Golden.Verify("plans/first-up-wait", Plan(Shop, new ObservedState { Project = "shop" }, new ReconcileOptions { Wait = true }).ToString());

    [Fact]
    public void What_cannot_be_planned_says_why_and_has_no_steps()
    {
        ObservedState observed = new()
        {
            Project = "shop",
            ForeignContainerNames = ["shop-front-1"],
            Networks = [new ObservedNetwork { Id = "n1", Name = "shop_edge" }],
        };
        Plan plan = Plan(
            Shop with
            {
                Volumes = Shop.Volumes.SetItem("store", Shop.Volumes["store"] with { External = true }),
                Networks = Shop.Networks.SetItem("data", Shop.Networks["data"] with { External = true }),
            },
            observed);

        plan.HasErrors.Should().BeTrue();
        plan.Steps.Should().BeEmpty();
        Golden.Verify("plans/impossible", plan.ToString());
    }

    [Fact]
    public void Foreign_endpoints_on_a_network_that_must_be_made_anew_are_named()
    {
        ObservedState running = Running(Shop);
        ObservedNetwork edge = running.Networks.Single(network => network.Name == "shop_edge");
        running = running with { Networks = running.Networks.Replace(edge, edge with { Endpoints = edge.Endpoints.Add("f00", "stranger") }) };

        Plan plan = Plan(Shop with { Networks = Shop.Networks.SetItem("edge", Shop.Networks["edge"] with { Internal = true }) }, running);

        plan.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Which.Message.Should().Contain("\"stranger\"");
    }

    [Fact]
    public void A_subnet_that_another_network_has_is_refused_by_name()
    {
        ComposeProject project = Shop with { Networks = Shop.Networks.SetItem("edge", Shop.Networks["edge"] with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "10.1.2.0/24" }] } }) };
        ObservedState observed = new() { Project = "shop", Networks = [new ObservedNetwork { Id = "x", Name = "other_net", Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "10.1.0.0/16" }] } }] };

        Plan(project, observed).Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("10.1.2.0/24").And.Contain("10.1.0.0/16").And.Contain("other_net");
    }

    [Theory]
    [InlineData("0123456789ab", "This is the id of network \"lab\": write that name.")]
    [InlineData("0123", "Create it, or remove \"external: true\" so that the project makes its own.")]
    public void An_external_network_is_named_by_its_name(string name, string wayOut)
    {
        ComposeProject project = Shop with { Networks = Shop.Networks.SetItem("edge", new NetworkDefinition { Key = "edge", Name = name, External = true }) };
        var observed = new ObservedState { Project = "shop", Networks = [new ObservedNetwork { Id = "0123456789abcdef", Name = "lab" }] };

        Plan(project, observed).Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Code == "CN0304").Which.Message.Should().EndWith(wayOut);
    }

    [Fact]
    public void Two_keys_of_one_network_make_one_network_and_one_endpoint()
    {
        ComposeProject project = Shop with { Networks = Shop.Networks.SetItem("data", new NetworkDefinition { Key = "data", Name = "shop_edge" }) };

        Plan plan = Plan(project, new ObservedState { Project = "shop", Engine = new EngineCapabilities { MultipleEndpointsAtCreate = true } });

        plan.HasErrors.Should().BeFalse(plan.ToString());
        plan.Steps.Count(step => step.Operation is CreateNetwork).Should().Be(1);
        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().OnlyContain(create => create.Container.Endpoints.Length == 1);
        Plan(project, Running(project)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Two_keys_of_one_network_that_say_different_things_are_refused()
    {
        ComposeProject project = Shop with { Networks = Shop.Networks.SetItem("data", new NetworkDefinition { Key = "data", Name = "shop_edge", Internal = true }) };

        Plan(project, new ObservedState { Project = "shop" }).Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("\"data\" and \"edge\"");
    }

    [Fact]
    public void Who_takes_over_the_mounts_of_another_is_replaced_after_it()
    {
        ComposeProject project = With("front", front => front with { VolumesFrom = [new VolumesFrom.Service("api") { Mode = "ro" }] });
        ComposeProject changed = project with { Services = project.Services.SetItem("api", project.Services["api"] with { User = "root" }) };

        Plan plan = Plan(changed, Running(project));

        CreateContainer[] creations = [.. plan.Steps.Select(step => step.Operation).OfType<CreateContainer>()];
        creations.Select(create => create.Container.Service.Name).Should().Equal("api", "front");
        creations[1].Container.VolumesFrom.Should().Equal("shop-api-1:ro");
    }

    private static Plan Plan(ComposeProject project, ObservedState observed, ReconcileOptions? options = null) =>
        Reconciler.Reconcile(project, observed, options);

    private static ObservedState Running(ComposeProject project) => EngineSimulator.Running(project).Observe(project);

    private static ComposeProject With(string service, Func<ServiceDefinition, ServiceDefinition> change) =>
        Shop with { Services = Shop.Services.SetItem(service, change(Shop.Services[service])) };

    private static ImmutableSortedDictionary<string, ServiceDefinition> Map(params ServiceDefinition[] services) =>
        services.ToImmutableSortedDictionary(service => service.Name, service => service);

    private static ImmutableSortedDictionary<string, EndpointDefinition> On(params string[] networks) =>
        networks.ToImmutableSortedDictionary(network => network, _ => new EndpointDefinition());

    private static ImmutableSortedDictionary<string, DependencyDefinition> After(string service, DependencyCondition condition) =>
        ImmutableSortedDictionary<string, DependencyDefinition>.Empty.Add(service, new DependencyDefinition { Condition = condition });
}
