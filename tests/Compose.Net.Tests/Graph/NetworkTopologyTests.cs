using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Graph;

public class NetworkTopologyTests
{
    private static readonly NetworkTopology Shop = NetworkTopology.From(ThreeTier.Project);

    [Theory]
    [InlineData("front", "api", true)]
    [InlineData("api", "front", true)]
    [InlineData("api", "db", true)]
    [InlineData("front", "db", false)]
    [InlineData("db", "front", false)]
    public void Services_reach_each_other_where_they_have_a_network_in_common(string from, string to, bool reached)
    {
        Shop.Between(from, to).IsReachable.Should().Be(reached);
    }

    [Fact]
    public void A_service_answers_to_its_own_name_its_containers_its_host_name_and_its_aliases()
    {
        Shop.Between("api", "db").Names.Should().ContainSingle().Which.Value.Should().Equal("db", "shop-db-1", "store", "database");
    }

    [Fact]
    public void An_alias_is_known_on_its_own_network_only()
    {
        Reachability fromFront = Shop.Between("front", "api");
        Reachability fromDb = Shop.Between("db", "api");

        fromFront.Names.Keys.Should().Equal("edge");
        fromFront.Names["edge"].Should().Equal("api", "shop-api-1", "orders");
        fromDb.Names.Keys.Should().Equal("data");
        fromDb.Names["data"].Should().Equal("api", "shop-api-1");
    }

    [Fact]
    public void Every_replica_has_its_name_and_a_fixed_container_name_stands_for_all()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("n")],
            ThreeTier.Service("one", "n") with { ContainerName = "the-one" },
            ThreeTier.Service("two", "n") with { Scale = 2 }));

        topology.Between("one", "two").Names["n"].Should().Equal("two", "shop-two-1", "shop-two-2");
        topology.Between("two", "one").Names["n"].Should().Equal("one", "the-one");
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData("::", true, true)]
    [InlineData("fd00::1", true, true)]
    [InlineData("0.0.0.0", true, false)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData(null, false, false)]
    public void From_an_internal_network_with_IPv6_the_hosts_ports_are_reached_all_the_same(string? hostIp, bool ipv6, bool reached)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("i") with { Internal = true, EnableIpv6 = ipv6 }, ThreeTier.Network("o")],
            ThreeTier.Service("one", "i"),
            ThreeTier.Service("two", "o") with { Ports = [new PortDefinition { Target = 80, Published = "8080", HostIp = hostIp }] }));

        topology.Between("one", "two").HostPorts.IsEmpty.Should().Be(!reached);
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("127.0.0.1", false)]
    public void A_bridge_that_binds_ports_to_all_addresses_binds_them_to_those_of_IPv6_too(string address, bool reached)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [
                ThreeTier.Network("i") with { Internal = true, EnableIpv6 = true },
                ThreeTier.Network("o") with { DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.host_binding_ipv4", address) },
            ],
            ThreeTier.Service("one", "i"),
            ThreeTier.Service("two", "o") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] }));

        topology.Between("one", "two").HostPorts.IsEmpty.Should().Be(!reached);
    }

    [Theory]
    [InlineData(true, "and may be reached at the host's IPv6 address on an internal network: engine 20.10 answers there, 28.5 only where two has no IPv6 address.")]
    [InlineData(false, "and whoever reaches the host reaches it there.")]
    public void From_an_internal_network_with_IPv6_a_container_that_has_IPv6_itself_may_be_reached(bool ipv6, string how)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("i") with { Internal = true, EnableIpv6 = true }, ThreeTier.Network("o") with { EnableIpv6 = ipv6 }],
            ThreeTier.Service("one", "i"),
            ThreeTier.Service("two", "o") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] }));

        topology.Between("one", "two").HostPorts.Should().ContainSingle();
        topology.Between("one", "two").Reasons[^1].Should().EndWith(how);
    }

    [Theory]
    [InlineData("isolated", false)]
    [InlineData("nat", true)]
    public void A_service_in_the_hosts_network_reaches_every_bridge_that_is_not_isolated(string mode, bool reached)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("i") with { Internal = true, DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.gateway_mode_ipv4", mode) }],
            ThreeTier.Service("host") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("inside", "i")));

        topology.Between("host", "inside").IsReachable.Should().Be(reached);
        topology.Between("inside", "host").IsReachable.Should().Be(reached);
    }

    [Fact]
    public void A_way_over_the_host_is_told_in_the_first_line()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("a"), ThreeTier.Network("b")],
            ThreeTier.Service("one", "a"),
            ThreeTier.Service("two", "b") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] }));

        topology.Between("one", "two").ToString().Should().StartWith("one does not reach two other than through the host.\n");
        topology.Between("two", "one").ToString().Should().StartWith("two does not reach one.\n");
    }

    [Fact]
    public void Two_keys_of_one_network_are_one_network()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [new NetworkDefinition { Key = "a", Name = "shared" }, new NetworkDefinition { Key = "b", Name = "shared" }],
            ThreeTier.Service("one", "a"),
            ThreeTier.Service("two", "b")));

        topology.Between("one", "two").Names.Keys.Should().Equal("b");
    }

    [Fact]
    public void A_service_in_anothers_namespace_reaches_what_that_one_reaches_and_has_no_name_of_its_own()
    {
        var topology = NetworkTopology.From(WithModes(ThreeTier.Service("sidecar") with { NetworkMode = new NetworkMode.Service("db") }));

        topology.Between("sidecar", "api").IsReachable.Should().BeTrue();
        topology.Between("sidecar", "db").IsReachable.Should().BeTrue();
        topology.Between("sidecar", "front").IsReachable.Should().BeFalse();
        topology.Between("api", "sidecar").Names["data"].Should().StartWith("db").And.NotContain("sidecar");
    }

    [Fact]
    public void Namespaces_shared_in_a_circle_end_without_networks()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [],
            ThreeTier.Service("one") with { NetworkMode = new NetworkMode.Service("two") },
            ThreeTier.Service("three"),
            ThreeTier.Service("two") with { NetworkMode = new NetworkMode.Service("one") }));

        topology.Between("one", "three").IsReachable.Should().BeFalse();
    }

    [Fact]
    public void Those_who_share_a_container_of_others_are_at_one_address_and_may_reach_whatever_the_host_does()
    {
        var topology = NetworkTopology.From(WithModes(
            ThreeTier.Service("one") with { NetworkMode = new NetworkMode.Container("vpn") },
            ThreeTier.Service("two") with { NetworkMode = new NetworkMode.Container("vpn") },
            ThreeTier.Service("apart") with { NetworkMode = new NetworkMode.Container("proxy") },
            ThreeTier.Service("open", "edge") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] }));

        topology.Between("one", "two").IsReachable.Should().BeTrue();
        topology.Between("one", "two").Reasons.Should().Equal("Both share the network namespace of container \"vpn\", so each finds the other at 127.0.0.1.");
        topology.Between("one", "apart").IsReachable.Should().BeFalse();
        topology.Between("one", "open").HostPorts.Should().ContainSingle("where a container of others is, is not known, and most have a way out");
    }

    [Fact]
    public void The_host_reaches_every_container_and_is_reached_but_without_names()
    {
        var topology = NetworkTopology.From(WithModes(ThreeTier.Service("agent") with { NetworkMode = new NetworkMode.Host() }));

        topology.Between("agent", "db").Should().BeEquivalentTo(new { IsReachable = true, Names = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty });
        topology.Between("db", "agent").Should().BeEquivalentTo(new { IsReachable = true, Names = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty });
    }

    [Fact]
    public void The_engines_bridge_connects_its_containers_without_names_and_nobody_else()
    {
        var topology = NetworkTopology.From(WithModes(
            ThreeTier.Service("old") with { NetworkMode = new NetworkMode.Bridge() },
            ThreeTier.Service("older") with { NetworkMode = new NetworkMode.Bridge() }));

        topology.Between("old", "older").IsReachable.Should().BeTrue();
        topology.Between("old", "older").Names.Should().BeEmpty();
        topology.Between("old", "api").IsReachable.Should().BeFalse();
        topology.Between("api", "old").IsReachable.Should().BeFalse();
    }

    public static TheoryData<NetworkMode> OnTheEnginesBridge => [new NetworkMode.Bridge(), new NetworkMode.Engine("default")];

    [Theory]
    [MemberData(nameof(OnTheEnginesBridge))]
    public void The_engines_bridge_is_one_network_whichever_way_the_file_names_it(NetworkMode mode)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [new NetworkDefinition { Key = "dfl", Name = "bridge", External = true }],
            ThreeTier.Service("keyed", "dfl"),
            ThreeTier.Service("moded") with { NetworkMode = mode },
            ThreeTier.Service("other") with { NetworkMode = new NetworkMode.Bridge() }));

        foreach ((string from, string to) in new[] { ("keyed", "moded"), ("moded", "keyed"), ("moded", "other"), ("other", "moded") })
        {
            topology.Between(from, to).ToString().Should().Be($"{from} reaches {to}.\n  Both are on the engine's own bridge, which knows addresses and no names.\n");
            topology.ReachesAddress(from, to, "bridge", ipv6: false).Should().BeTrue();
        }
    }

    [Fact]
    public void A_network_mode_that_names_a_network_joins_those_who_have_a_key_for_it()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [new NetworkDefinition { Key = "s", Name = "shared", External = true }],
            ThreeTier.Service("keyed", "s"),
            ThreeTier.Service("moded") with { NetworkMode = new NetworkMode.Engine("shared") }));

        topology.Between("moded", "keyed").Names["s"].Should().Equal("keyed", "shop-keyed-1", "keyed.shop");
        topology.Between("keyed", "moded").Names["s"].Should().Equal("shop-moded-1");
        topology.ReachesAddress("keyed", "moded", "shared", ipv6: false).Should().BeTrue();
    }

    [Fact]
    public void The_engines_host_and_none_are_no_networks_under_a_key_either()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [new NetworkDefinition { Key = "h", Name = "host", External = true }, new NetworkDefinition { Key = "n", Name = "none", External = true }, ThreeTier.Network("a")],
            ThreeTier.Service("keyed", "h"),
            ThreeTier.Service("moded") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("on", "a"),
            ThreeTier.Service("shut", "n"),
            ThreeTier.Service("shut-too", "n")));

        topology.Between("keyed", "moded").Reasons.Should().Equal("Both share the host's network namespace, so each finds the other at 127.0.0.1.");
        topology.Between("on", "keyed").IsReachable.Should().BeTrue();
        topology.Between("shut", "shut-too").IsReachable.Should().BeFalse();
        topology.Between("keyed", "shut").IsReachable.Should().BeFalse();
    }

    [Fact]
    public void A_service_without_a_network_reaches_nobody_and_is_reached_by_nobody()
    {
        var topology = NetworkTopology.From(WithModes(
            ThreeTier.Service("agent") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("alone") with { NetworkMode = new NetworkMode.None() }));

        foreach (string other in topology.Services.Except(["alone"]))
        {
            topology.Between("alone", other).IsReachable.Should().BeFalse();
            topology.Between(other, "alone").IsReachable.Should().BeFalse();
        }
    }

    [Theory]
    [InlineData("traffic", true, "db.shop")]
    [InlineData("traffic", false, "db.shop")]
    [InlineData("shop_n", true, "db.shop")]
    [InlineData("shop_n", false, null)]
    public void On_a_network_that_others_can_join_a_service_also_answers_to_a_name_with_its_project(string name, bool external, string? added)
    {
        var topology = NetworkTopology.From(ThreeTier.Of([new NetworkDefinition { Key = "n", Name = name, External = external }], ThreeTier.Service("web", "n"), ThreeTier.Service("db", "n")));

        topology.Between("web", "db").Names["n"].Should().Equal(["db", "shop-db-1", .. added is null ? Array.Empty<string>() : [added]]);
    }

    [Fact]
    public void A_service_with_no_containers_is_reached_by_nobody()
    {
        var topology = NetworkTopology.From(ThreeTier.Of([ThreeTier.Network("n")], ThreeTier.Service("one", "n"), ThreeTier.Service("two", "n") with { Scale = 0 }));

        topology.Between("one", "two").IsReachable.Should().BeFalse();
        topology.Between("two", "one").IsReachable.Should().BeFalse();
    }

    [Fact]
    public void A_network_that_forbids_talk_among_its_containers_connects_nobody()
    {
        NetworkDefinition silent = ThreeTier.Network("n") with
        {
            DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.enable_icc", "false"),
        };
        var topology = NetworkTopology.From(ThreeTier.Of([silent], ThreeTier.Service("one", "n"), ThreeTier.Service("two", "n")));

        topology.Between("one", "two").IsReachable.Should().BeFalse();
    }

    [Fact]
    public void The_answer_says_why()
    {
        Shop.Between("api", "db").ToString().Should().Be("api reaches db.\n  Both are on network \"data\", where db answers to db, shop-db-1, store, database.\n");
        Shop.Between("front", "db").ToString().Should().Be("front does not reach db.\n  They have no network in common: front is on edge; db is on data.\n");
    }

    [Fact]
    public void A_port_on_the_host_is_a_second_way_for_those_who_reach_the_host()
    {
        ServiceDefinition web = ThreeTier.Service("web", "a") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }, new PortDefinition { Target = 81, Published = "8081", HostIp = "127.0.0.1" }] };
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("a"), ThreeTier.Network("b"), ThreeTier.Network("inner") with { Internal = true }],
            web,
            ThreeTier.Service("other", "b"),
            ThreeTier.Service("shut", "inner"),
            ThreeTier.Service("agent") with { NetworkMode = new NetworkMode.Host() }));

        topology.Between("other", "web").HostPorts.Should().ContainSingle().Which.Published.Should().Be("8080");
        topology.Between("other", "web").IsReachable.Should().BeFalse();
        topology.Between("shut", "web").HostPorts.Should().BeEmpty();
        topology.Between("agent", "web").HostPorts.Should().HaveCount(2);
    }

    [Fact]
    public void No_port_is_published_of_a_service_on_internal_networks_only()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("a"), ThreeTier.Network("inner") with { Internal = true }],
            ThreeTier.Service("web", "inner") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] },
            ThreeTier.Service("other", "a")));

        topology.Between("other", "web").HostPorts.Should().BeEmpty();
    }

    [Theory]
    [InlineData("macvlan", false)]
    [InlineData("ipvlan", false)]
    [InlineData("overlay", true)]
    [InlineData("bridge", true)]
    public void What_is_only_on_a_parent_interface_has_no_ports_on_the_host_and_does_not_reach_it(string driver, bool reached)
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("a"), ThreeTier.Network("n") with { Driver = driver }],
            ThreeTier.Service("br", "a") with { Ports = [new PortDefinition { Target = 80, Published = "8082" }] },
            ThreeTier.Service("host") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("n", "n") with { Ports = [new PortDefinition { Target = 80, Published = "8081" }] }));

        topology.Between("br", "n").HostPorts.IsEmpty.Should().Be(!reached);
        topology.Between("n", "br").HostPorts.IsEmpty.Should().Be(!reached);
        topology.Between("host", "n").HostPorts.IsEmpty.Should().Be(!reached);
        topology.Between("host", "n").IsReachable.Should().Be(reached);
        topology.Between("n", "host").IsReachable.Should().Be(reached);
    }

    [Fact]
    public void An_internal_overlay_has_no_way_to_the_host_and_an_open_one_goes_over_a_bridge_of_its_own()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [ThreeTier.Network("closed") with { Driver = "overlay", Internal = true }, ThreeTier.Network("open") with { Driver = "overlay" }],
            ThreeTier.Service("host") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("inside", "closed"),
            ThreeTier.Service("outside", "open")));

        topology.Between("host", "inside").ToString().Should().Be("host does not reach inside.\n  \"inside\" is on closed only, where the host itself has no address.\n");
        topology.Between("inside", "host").IsReachable.Should().BeFalse();
        topology.Between("host", "outside").ToString().Should().StartWith("host reaches outside.\n").And.Contain("\"docker_gwbridge\"");
        topology.ReachesAddress("host", "outside", "shop_open", ipv6: false).Should().BeFalse("the host is not on the overlay itself");
    }

    [Fact]
    public void Services_on_one_network_of_the_engine_reach_each_other()
    {
        var topology = NetworkTopology.From(ThreeTier.Of(
            [],
            ThreeTier.Service("one") with { NetworkMode = new NetworkMode.Engine("office") },
            ThreeTier.Service("two") with { NetworkMode = new NetworkMode.Engine("office") },
            ThreeTier.Service("three") with { NetworkMode = new NetworkMode.Engine("attic") }));

        topology.Between("one", "two").IsReachable.Should().BeTrue();
        topology.Between("one", "three").IsReachable.Should().BeFalse();
    }

    [Fact]
    public void An_unknown_service_is_refused_by_name()
    {
        Action ask = () => Shop.Between("api", "dbb");

        ask.Should().Throw<ArgumentException>().WithMessage("Project \"shop\" has no service \"dbb\". Did you mean \"db\"? Services: api, db, front.*");
    }

    private static ComposeProject WithModes(params ServiceDefinition[] services) =>
        ThreeTier.Project with { Services = ThreeTier.Project.Services.AddRange(services.Select(service => KeyValuePair.Create(service.Name, service))) };
}
