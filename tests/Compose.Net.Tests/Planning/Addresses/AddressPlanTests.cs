using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning.Addresses;

/// <summary>Plans of a few lines of YAML on engines that are full, crowded or old.</summary>
public sealed class AddressPlanTests
{
    private const string TwoNetworks = """
        services:
          web: { image: busybox, networks: [front, back] }
        networks:
          front: {}
          back: {}
        """;

    private const string Fixed = """
        services:
          db: { image: busybox, networks: { back: { ipv4_address: 172.28.0.10 } }, extra_hosts: ["peer:172.28.0.20"], dns: [172.28.0.53, 9.9.9.9] }
          web: { image: busybox, networks: [back] }
        networks:
          back:
            ipam: { config: [{ subnet: 172.28.0.0/16, aux_addresses: { router: 172.28.0.2 } }] }
        """;

    private static readonly ImmutableArray<ObservedPool> Pools = [new("172.17.0.0/16", 16), new("172.18.0.0/16", 16), new("172.19.0.0/16", 16), new("172.20.0.0/14", 16), new("192.168.0.0/16", 20)];

    private static readonly ReconcileOptions On = new() { Addresses = new AddressOptions { Mode = AddressMode.On } };

    [Fact]
    public void The_plan_chooses_small_subnets_and_says_so()
    {
        Plan plan = Plan(TwoNetworks, On);

        SubnetsOf(plan).Should().HaveCount(2).And.OnlyHaveUniqueItems().And.AllSatisfy(subnet => subnet.Should().MatchRegex(@"^10\.83\.\d+\.\d+/26$"));
        plan.ToString().Should().Contain("which overlaps nothing that is known");
        Plan(TwoNetworks, On).ToJson().Should().Be(plan.ToJson(), "the same names get the same subnets");
    }

    [Fact]
    public void What_was_chosen_stays_whatever_the_options_say_later()
    {
        ComposeProject project = Loaded.Project(TwoNetworks);
        var engine = new EngineSimulator(true);
        Carry(engine, project, On);

        foreach (AddressMode mode in Enum.GetValues<AddressMode>())
        {
            var options = new ReconcileOptions { Addresses = new AddressOptions { Mode = mode, PrefixLength = 24, Bases = ["10.7.0.0/16"] } };
            Reconciler.Reconcile(project, engine.Observe(project), options).ToString().Should().EndWith("nothing to do.\n");
        }
    }

    [Fact]
    public void A_network_of_the_engines_choice_stays_when_the_plan_may_choose()
    {
        ComposeProject project = Loaded.Project(TwoNetworks);
        var engine = new EngineSimulator(true);
        Carry(engine, project, new ReconcileOptions());
        engine.Networks["p_back"] = engine.Networks["p_back"] with { Ipam = Ipam("172.18.0.0/16") };

        Reconciler.Reconcile(project, engine.Observe(project), On).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_network_that_is_made_anew_keeps_the_subnet_that_the_plan_chose()
    {
        var engine = new EngineSimulator(true);
        Carry(engine, Loaded.Project(TwoNetworks), On);
        string? before = engine.Networks["p_back"].Ipam.Pools[0].Subnet;
        ComposeProject changed = Loaded.Project(TwoNetworks.Replace("back: {}", "back: { internal: true }", StringComparison.Ordinal));

        Carry(engine, changed, On);

        engine.Networks["p_back"].Internal.Should().BeTrue();
        engine.Networks["p_back"].Ipam.Pools[0].Subnet.Should().Be(before);
    }

    [Theory]
    [InlineData("avoided")]
    [InlineData("behind a route")]
    [InlineData("written")]
    public void A_network_that_is_made_anew_leaves_a_subnet_that_others_have_a_claim_to_by_now(string claim)
    {
        var engine = new EngineSimulator(true);
        Carry(engine, Loaded.Project(TwoNetworks), On);
        string before = engine.Networks["p_back"].Ipam.Pools[0].Subnet!;
        string yaml = TwoNetworks.Replace("back: {}", "back: { internal: true }", StringComparison.Ordinal);
        ComposeProject changed = Loaded.Project(claim == "written" ? yaml.Replace("front: {}", $"front: {{ ipam: {{ config: [{{ subnet: {before} }}] }} }}", StringComparison.Ordinal) : yaml);
        ObservedState observed = engine.Observe(changed) with { Routes = claim == "behind a route" ? [new ObservedRoute(before.Replace("/26", "/28", StringComparison.Ordinal), "tun0")] : [] };
        ReconcileOptions options = claim == "avoided" ? On with { Addresses = On.Addresses with { Avoid = [before] } } : On;

        Plan plan = Reconciler.Reconcile(changed, observed, options);

        plan.HasErrors.Should().BeFalse(plan.ToString());
        CreateNetwork back = plan.Steps.Where(step => step.InsteadOf is null).Select(step => step.Operation).OfType<CreateNetwork>().Single(create => create.Network.Key == "back");
        back.Network.Pools[0].Subnet.Should().NotBe(before).And.StartWith("10.83.");
    }

    [Fact]
    public void A_copys_network_that_is_made_anew_stays_where_it_is_if_others_claim_all_there_is()
    {
        var engine = new EngineSimulator(true);
        ComposeProject copy = Loaded.Project(Fixed).Isolate("b7"), changed = Loaded.Project(Fixed.Replace("ipam:", "internal: true\n    ipam:", StringComparison.Ordinal)).Isolate("b7");
        Carry(engine, copy, new ReconcileOptions());
        string before = engine.Networks["p-b7_back"].Ipam.Pools[0].Subnet!;

        Plan plan = Reconciler.Reconcile(changed, engine.Observe(changed) with { Routes = [new ObservedRoute("10.0.0.0/8", "tun0"), new ObservedRoute("172.16.0.0/12", "tun0"), new ObservedRoute("192.168.0.0/16", "tun0")] });

        plan.HasErrors.Should().BeFalse(plan.ToString());
        plan.Steps.Where(step => step.InsteadOf is null).Select(step => step.Operation).OfType<CreateNetwork>().Should().ContainSingle().Which.Network.Pools[0].Subnet.Should().Be(before);
    }

    [Fact]
    public void Where_networks_stay_as_they_are_their_subnets_do()
    {
        var engine = new EngineSimulator(true);
        ComposeProject copy = Loaded.Project(Fixed).Isolate("b7"), changed = Loaded.Project(Fixed.Replace("ipam:", "internal: true\n    ipam:", StringComparison.Ordinal)).Isolate("b7");
        Carry(engine, copy, new ReconcileOptions());
        string before = engine.Networks["p-b7_back"].Ipam.Pools[0].Subnet!;

        Plan plan = Reconciler.Reconcile(changed, engine.Observe(changed), new ReconcileOptions { Recreation = Recreation.Never, Addresses = new AddressOptions { Avoid = [before] } });

        plan.IsEmpty.Should().BeTrue(plan.ToString());
    }

    [Fact]
    public void A_copys_network_leaves_a_subnet_that_is_to_be_avoided_by_now_when_it_is_made_anew_and_not_before()
    {
        var engine = new EngineSimulator(true);
        ComposeProject copy = Loaded.Project(Fixed).Isolate("b7"), changed = Loaded.Project(Fixed.Replace("ipam:", "internal: true\n    ipam:", StringComparison.Ordinal)).Isolate("b7");
        Carry(engine, copy, new ReconcileOptions());
        string before = engine.Networks["p-b7_back"].Ipam.Pools[0].Subnet!;
        var avoiding = new ReconcileOptions { Addresses = new AddressOptions { Avoid = [before] } };

        Reconciler.Reconcile(copy, engine.Observe(copy), avoiding).IsEmpty.Should().BeTrue();
        Carry(engine, changed, avoiding);

        engine.Networks["p-b7_back"].Ipam.Pools[0].Subnet.Should().NotBe(before);
        engine.Containers.Values.Single(container => container.Service == "db").Endpoints["p-b7_back"].Ipv4Address.Should().Be(AddressAt(engine.Networks["p-b7_back"].Ipam.Pools[0], 10));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(22, true)]
    public void The_engine_chooses_as_long_as_its_pools_have_room_for_others_as_well(int taken, bool plan)
    {
        // 23 subnets in all; two are wanted, and eight are left to others.
        string[] held = [.. Enumerable.Range(17, 7).Select(second => $"172.{second}.0.0/16").Concat(Enumerable.Range(0, 16).Select(third => $"192.168.{third * 16}.0/20")).Take(taken)];

        SubnetsOf(Plan(TwoNetworks, observed: Engine([.. held]) with { DefaultPools = Pools })).Should().HaveCount(plan ? 2 : 0);
    }

    [Fact]
    public void Routes_count_as_taken_when_the_engines_room_is_counted()
    {
        ObservedState observed = Engine() with { DefaultPools = Pools, Routes = [new ObservedRoute("192.168.0.0/16", "tun0")] };

        SubnetsOf(Plan(TwoNetworks, observed: observed)).Should().HaveCount(2, "7 subnets are fewer than 2 and a reserve of 8");
    }

    [Fact]
    public void The_engine_does_not_choose_where_its_next_choice_is_what_the_project_names()
    {
        string yaml = TwoNetworks.Replace("front: {}", "front: { ipam: { config: [{ subnet: 172.17.0.0/16 }] } }", StringComparison.Ordinal);

        SubnetsOf(Plan(yaml, observed: Engine() with { DefaultPools = Pools })).Should().HaveCount(2).And.Contain("172.17.0.0/16");
        SubnetsOf(Plan(yaml.Replace("172.17.", "172.19.", StringComparison.Ordinal), observed: Engine() with { DefaultPools = Pools })).Should().Equal("172.19.0.0/16");
    }

    [Fact]
    public void The_engine_does_not_choose_where_its_next_choice_is_to_be_avoided()
    {
        var options = new ReconcileOptions { Addresses = new AddressOptions { Avoid = ["172.18.0.0/16"] } };

        SubnetsOf(Plan(TwoNetworks, options, Engine() with { DefaultPools = Pools })).Should().HaveCount(2);
    }

    [Fact]
    public void Off_leaves_every_choice_to_the_engine()
    {
        var off = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.Off } };

        SubnetsOf(Plan(TwoNetworks, off, Engine() with { DefaultPools = [new("172.17.0.0/16", 16)] })).Should().BeEmpty();
        Plan(Fixed, off).ToJson().Should().NotContain("chooses from");
    }

    [Fact]
    public void Networks_routes_and_ranges_to_avoid_are_left_alone_and_the_next_base_is_taken()
    {
        ObservedState observed = Engine("10.83.0.0/17") with { Routes = [new ObservedRoute("10.83.128.0/18", "tun0")] };
        var options = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.On, Avoid = ["10.83.192.0/18"] } };

        SubnetsOf(Plan(TwoNetworks, options, observed)).Should().HaveCount(2).And.AllSatisfy(subnet => subnet.Should().StartWith("172.16."));
    }

    [Theory]
    [InlineData("10.9.0.0/26", "this project")]
    [InlineData("10.9.0.0/28", "nobody: they are too small")]
    public void A_base_that_does_not_hold_the_projects_own_networks_is_told_from_one_that_holds_none(string only, string holder)
    {
        var options = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.On, Bases = [only] } };

        Plan plan = Plan(TwoNetworks, options);

        plan.Diagnostics.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.Code == "CN0380" && diagnostic.Message.Contains($"They are held by {holder}. ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_base_that_is_full_is_an_error_that_says_who_holds_it()
    {
        ObservedState observed = Engine() with
        {
            Networks = [Network("shop_a", "10.9.0.0/26", "shop"), Network("shop_b", "10.9.0.64/26", "shop"), Network("lab", "10.9.0.128/26")],
            Routes = [new ObservedRoute("10.9.0.192/26", "tun0")],
        };
        var options = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.On, Bases = ["10.9.0.0/24"] } };

        Plan plan = Plan(TwoNetworks, options, observed);

        plan.Steps.Should().BeEmpty();
        plan.Diagnostics.Select(diagnostic => (diagnostic with { Span = null }).ToString()).Should().Equal(
            "error CN0380: No subnet with the prefix length 26 is left for network \"p_back\" in 10.9.0.0/24. They are held by project \"shop\" (2 subnets), network \"lab\", the route 10.9.0.192/26 through tun0. Remove networks that nobody uses with \"docker network prune\", or name another range with --allocate-from.",
            "error CN0380: No subnet with the prefix length 26 is left for network \"p_front\" in 10.9.0.0/24. They are held by project \"shop\" (2 subnets), network \"lab\", the route 10.9.0.192/26 through tun0. Remove networks that nobody uses with \"docker network prune\", or name another range with --allocate-from.");
    }

    [Fact]
    public void Options_that_are_no_subnets_are_all_reported()
    {
        var options = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.On, Bases = ["10.83"], Avoid = ["vpn"], PrefixLength = 30 } };

        Plan(TwoNetworks, options).Diagnostics.Select(diagnostic => diagnostic.ToString()).Should().Equal(
            "error CN0381: Subnets cannot be chosen with the prefix length 30. Give one from 8 to 29, for example 26.",
            "error CN0381: The range to choose subnets from, \"10.83\", is no subnet. Write it as 10.83.0.0/16.",
            "error CN0381: The range to avoid, \"vpn\", is no subnet. Write it as 10.83.0.0/16.");
    }

    [Fact]
    public void A_network_with_many_containers_gets_a_larger_subnet()
    {
        SubnetsOf(Plan("services: { web: { image: busybox, scale: 200 } }", On)).Should().ContainSingle().Which.Should().EndWith("/23");
    }

    [Fact]
    public void An_IPv6_network_gets_addresses_where_the_engine_has_none()
    {
        const string Yaml = "services: { web: { image: busybox } }\nnetworks: { default: { enable_ipv6: true } }";

        SubnetsOf(Plan(Yaml)).Should().ContainSingle().Which.Should().MatchRegex("^fd[0-9a-f:]+/64$");
        SubnetsOf(Plan(Yaml, observed: Engine() with { Engine = new EngineCapabilities { Ipv6Pools = true } })).Should().BeEmpty();
        SubnetsOf(Plan(Yaml, On)).Should().HaveCount(2);
    }

    [Fact]
    public void A_subnet_of_the_file_over_a_route_of_the_host_is_a_warning()
    {
        ObservedState observed = Engine() with { Routes = [new ObservedRoute("172.28.0.0/24", "tun0")] };

        Plan plan = Plan(Fixed, observed: observed);

        plan.HasErrors.Should().BeFalse();
        plan.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Code == DiagnosticCodes.SubnetOverRoute)
            .Which.Message.Should().StartWith("Network \"p_back\" wants subnet 172.28.0.0/16, which overlaps the route 172.28.0.0/24 through tun0");
    }

    [Fact]
    public void Fixed_addresses_are_kept_out_of_the_engines_range_and_nothing_else_changes()
    {
        ComposeProject project = Loaded.Project(Fixed);
        var engine = new EngineSimulator(true);
        Carry(engine, project, new ReconcileOptions());

        engine.Networks["p_back"].Ipam.Pools.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Subnet = "172.28.0.0/16",
            IpRange = "172.28.128.0/17",
            Gateway = "172.28.0.1",
        });
        Reconciler.Reconcile(project, engine.Observe(project)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Fixed_IPv6_addresses_are_kept_out_of_it_too()
    {
        const string Yaml = """
            services:
              a: { image: busybox, networks: [n] }
              web: { image: busybox, depends_on: [a], networks: { n: { ipv6_address: "fd00:aa::2" } } }
            networks:
              n: { enable_ipv6: true, ipam: { config: [{ subnet: 10.90.1.0/24 }, { subnet: "fd00:aa::/64" }] } }
            """;

        Plan(Yaml).Steps.Select(step => step.Operation).OfType<CreateNetwork>().Single().Network.Ipam!.Pools.Select(pool => $"{pool.Subnet} {pool.IpRange} {pool.Gateway}").Should().Equal(
            "10.90.1.0/24  ", "fd00:aa::/64 fd00:aa::8000/113 fd00:aa::1");
    }

    [Fact]
    public void On_a_network_without_such_a_range_containers_with_fixed_addresses_start_first_as_far_as_dependencies_allow()
    {
        const string Yaml = """
            services:
              a: { image: busybox, networks: [n] }
              base: { image: busybox, networks: [n] }
              db: { image: busybox, depends_on: [base], networks: { n: { ipv4_address: 10.90.1.2 } } }
              other: { image: busybox, networks: [m] }
            networks:
              n: { ipam: { config: [{ subnet: 10.90.1.0/24 }] } }
              m: {}
            """;
        var off = new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.Off } };

        PlanStep[] steps = [.. Plan(Yaml, off).Steps];

        int Start(string service) => steps.Single(step => step.Operation is StartContainer && step.Service == service).Number;
        int[] Waits(string service) => [.. steps[Start(service) - 1].DependsOn, .. steps[Start(service) - 1].After];
        Waits("a").Should().Contain(Start("db"), "it might be given the address otherwise");
        Waits("base").Should().NotContain(Start("db"), "db depends on it");
        Waits("other").Should().NotContain(Start("db"), "it is on another network");
        Plan(Yaml).Steps.Single(step => step.Operation is StartContainer && step.Service == "a").After.Should().BeEmpty("the engine's range leaves the address out");
    }

    [Theory]
    [InlineData("ipv4_address: 10.90.1.9", true)]
    [InlineData("ipv4_address: 10.90.1.2", false)]
    [InlineData("ipv4_address: 10.90.1.9, ipv6_address: \"fd00:aa::9\"", false)]
    [InlineData("ipv6_address: \"fd00:aa::9\"", false)]
    public void Who_is_given_an_IPv6_address_waits_for_those_with_fixed_ones_of_that_family(string address, bool waits)
    {
        string yaml = $$"""
            services:
              a: { image: busybox, networks: { n: { ipv6_address: "fd00:aa::2" } } }
              b: { image: busybox, networks: { n: { {{address}} } } }
            networks:
              n: { enable_ipv6: true, ipam: { config: [{ subnet: 10.90.1.0/24 }, { subnet: "fd00:aa::/64" }] } }
            """;

        PlanStep[] steps = [.. Plan(yaml, new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.Off } }).Steps];

        int Start(string service) => steps.Single(step => step.Operation is StartContainer && step.Service == service).Number;
        PlanStep start = steps[Start("b") - 1];
        start.DependsOn.Concat(start.After).Contains(Start("a")).Should().Be(waits);
    }

    [Fact]
    public void A_copys_network_goes_elsewhere_and_what_is_in_it_moves_along()
    {
        ComposeProject copy = Loaded.Project(Fixed).Isolate("b7");
        var engine = new EngineSimulator(true);

        Plan plan = Carry(engine, copy, new ReconcileOptions());

        IpamPool pool = engine.Networks["p-b7_back"].Ipam.Pools.Should().ContainSingle().Subject;
        string At(int offset) => AddressAt(pool, offset);
        pool.Subnet.Should().MatchRegex(@"^10\.83\.\d+\.\d+/26$", "53 is the highest address that is named, and a /16 is not needed for it");
        pool.AuxiliaryAddresses.Should().Contain("router", At(2));
        ObservedContainer db = engine.Containers.Values.Single(container => container.Service == "db");
        db.Endpoints["p-b7_back"].Ipv4Address.Should().Be(At(10));
        engine.Definitions[db.Id].Service.ExtraHosts["peer"].Should().Equal(At(20));
        engine.Definitions[db.Id].Service.DnsServers.Should().Equal(At(53), "9.9.9.9");
        plan.ToString().Should().Contain("in place of 172.28.0.0/16, and fixed addresses move along");
        Reconciler.Reconcile(copy, engine.Observe(copy)).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("172.30.255.254", "172.30.0.1", 62)]
    [InlineData("172.30.0.63", "172.30.0.1", 62)]
    [InlineData("172.30.255.254", "172.30.0.62", 61)]
    [InlineData("172.30.0.9", "172.30.0.1", 9)]
    public void A_copys_gateway_that_lies_beyond_its_small_subnet_is_the_last_free_address_there(string gateway, string address, int offset)
    {
        ComposeProject copy = Loaded.Project($$"""
            services:
              db: { image: busybox, networks: { back: { ipv4_address: {{address}} } }, extra_hosts: ["way:{{gateway}}"], dns: [{{gateway}}] }
              web: { image: busybox, networks: [back] }
            networks:
              back: { ipam: { config: [{ subnet: 172.30.0.0/16, gateway: {{gateway}} }] } }
            """).Isolate("b7");
        var engine = new EngineSimulator(true);

        Carry(engine, copy, new ReconcileOptions());

        IpamPool pool = engine.Networks["p-b7_back"].Ipam.Pools.Should().ContainSingle().Subject;
        pool.Subnet.Should().EndWith("/26");
        string At(int place) => AddressAt(pool, place);
        pool.Gateway.Should().Be(At(offset));
        ObservedContainer db = engine.Containers.Values.Single(container => container.Service == "db");
        db.Endpoints["p-b7_back"].Ipv4Address.Should().Be(At(int.Parse(address.Split('.')[3], null)));
        engine.Definitions[db.Id].Service.ExtraHosts["way"].Should().Equal(At(offset));
        engine.Definitions[db.Id].Service.DnsServers.Should().Equal(At(offset));
        Reconciler.Reconcile(copy, engine.Observe(copy)).IsEmpty.Should().BeTrue("the same addresses are found again");
    }

    [Fact]
    public void The_fixed_address_of_a_service_that_takes_no_part_now_moves_along_too()
    {
        string yaml = Fixed.Replace("networks: [back] }", "networks: { back: { ipv4_address: 172.28.0.11 } } }", StringComparison.Ordinal);
        var engine = new EngineSimulator(true);
        Carry(engine, Loaded.Project(yaml).Isolate("b7"), new ReconcileOptions());
        ComposeProject changed = Loaded.Project(yaml.Replace("ipam:", "internal: true\n    ipam:", StringComparison.Ordinal)).Isolate("b7");
        changed = changed with { Services = changed.Services.Remove("web"), DisabledServices = changed.DisabledServices.Add("web", changed.Services["web"]) };

        Plan plan = Carry(engine, changed, new ReconcileOptions());

        plan.ToString().Should().NotContain("loses its fixed address");
        engine.Networks["p-b7_back"].Internal.Should().BeTrue();
        engine.Containers.Values.Single(container => container.Service == "web").Endpoints["p-b7_back"].Ipv4Address.Should().Be(AddressAt(engine.Networks["p-b7_back"].Ipam.Pools[0], 11));
    }

    [Fact]
    public void Many_copies_of_one_file_share_no_subnet()
    {
        ComposeProject project = Loaded.Project(Fixed);
        var engine = new EngineSimulator(true);
        foreach (int copy in Enumerable.Range(0, 60))
        {
            ComposeProject isolated = project.Isolate($"c{copy}");
            Plan plan = Reconciler.Reconcile(isolated, engine.Observe(isolated) with { Containers = [] });
            plan.HasErrors.Should().BeFalse(plan.ToString());
            engine.Execute(plan.Steps.Select(step => step.Operation).OfType<CreateNetwork>().Single());
        }

        engine.Networks.Values.Select(network => network.Ipam.Pools[0].Subnet).Should().HaveCount(60).And.OnlyHaveUniqueItems();
    }

    private static Plan Plan(string yaml, ReconcileOptions? options = null, ObservedState? observed = null) => Reconciler.Reconcile(Loaded.Project(yaml), observed ?? Engine(), options);

    private static Plan Carry(EngineSimulator engine, ComposeProject project, ReconcileOptions options)
    {
        Plan plan = Reconciler.Reconcile(project, engine.Observe(project), options);
        plan.HasErrors.Should().BeFalse(plan.ToString());
        engine.Run(plan.Steps.Where(step => step.InsteadOf is null));
        return plan;
    }

    private static string AddressAt(IpamPool pool, int offset)
    {
        string[] parts = pool.Subnet!.Split('.', '/');
        return $"{parts[0]}.{parts[1]}.{parts[2]}.{int.Parse(parts[3], null) + offset}";
    }

    private static string[] SubnetsOf(Plan plan)
    {
        plan.HasErrors.Should().BeFalse(plan.ToString());
        return [.. plan.Steps.Select(step => step.Operation).OfType<CreateNetwork>().SelectMany(create => create.Network.Ipam?.Pools ?? []).Select(pool => pool.Subnet!)];
    }

    private static ObservedState Engine(params string[] subnets) => new()
    {
        Project = "p",
        Networks = [.. subnets.Select((subnet, i) => Network($"other{i}", subnet))],
        Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("busybox", new ObservedImage("sha256:1")),
    };

    private static ObservedNetwork Network(string name, string subnet, string? project = null) => new()
    {
        Id = name,
        Name = name,
        Ipam = Ipam(subnet),
        Labels = project is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Project, project),
    };

    private static IpamDefinition Ipam(string subnet) => new() { Pools = [new IpamPool { Subnet = subnet }] };
}
