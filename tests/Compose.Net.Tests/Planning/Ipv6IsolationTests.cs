using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Graph;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>Engines before 27 keep networks apart over IPv4 only, unless they are told otherwise.</summary>
public sealed class Ipv6IsolationTests
{
    private static readonly NetworkDefinition Plain = ThreeTier.Network("n") with { EnableIpv6 = true };

    [Fact]
    public void A_single_open_network_with_IPv6_promises_nothing_that_an_old_engine_breaks() =>
        Warnings([], Plain, ThreeTier.Network("other")).Should().BeEmpty();

    [Fact]
    public void Networks_with_IPv6_that_are_not_apart_on_an_old_engine_are_told() =>
        Warnings([], Plain, ThreeTier.Network("o") with { EnableIpv6 = true }).Should().HaveCount(2)
            .And.Contain("warning CN0390: Network \"shop_n\" has IPv6, over which an engine before version 27 (API 1.46) keeps nothing apart unless \"ip6tables\" is turned on: containers of \"shop_o\" reach its own there. Use a newer engine, turn that on in its daemon.json, or remove \"enable_ipv6\".");

    [Fact]
    public void An_internal_network_with_IPv6_is_open_on_an_old_engine() =>
        Warnings([], Plain with { Internal = true }).Should().ContainSingle().Which.Should().Contain("its containers reach other networks there, and are reached, however internal it is.");

    [Fact]
    public void Containers_that_are_not_to_talk_do_so_over_IPv6_on_an_old_engine() =>
        Warnings([], Plain with { DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("com.docker.network.bridge.enable_icc", "false") })
            .Should().ContainSingle().Which.Should().Contain("its containers reach each other there, whatever com.docker.network.bridge.enable_icc says.");

    [Fact]
    public void A_network_of_others_counts_where_the_engine_says_that_it_has_IPv6() =>
        Warnings([new ObservedNetwork { Id = "1", Name = "wide", EnableIpv6 = true }], Plain, new NetworkDefinition { Key = "wide", Name = "wide", External = true })
            .Should().ContainSingle().Which.Should().Contain("containers of \"wide\" reach its own there.");

    [Fact]
    public void A_newer_engine_keeps_them_apart() =>
        Warnings([], new EngineCapabilities { Ipv6Isolation = true }, Plain with { Internal = true }, ThreeTier.Network("o") with { EnableIpv6 = true }).Should().BeEmpty();

    private static string[] Warnings(ObservedNetwork[] there, params NetworkDefinition[] networks) => Warnings(there, new EngineCapabilities(), networks);

    private static string[] Warnings(ObservedNetwork[] there, EngineCapabilities engine, params NetworkDefinition[] networks) =>
        [.. Reconciler.Reconcile(ThreeTier.Of(networks, ThreeTier.Service("web", [.. networks.Select(network => network.Key)])), new ObservedState { Project = "shop", Engine = engine, Networks = [.. there] })
            .Diagnostics.Select(diagnostic => diagnostic.ToString()).Where(line => line.Contains("CN0390", StringComparison.Ordinal))];
}
