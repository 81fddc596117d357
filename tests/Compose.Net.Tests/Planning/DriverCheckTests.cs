using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>Networks that the engine cannot make are refused before anything is begun.</summary>
public sealed class DriverCheckTests
{
    private static readonly ObservedHost Plain = new() { NetworkDrivers = ["bridge", "host", "ipvlan", "macvlan", "null", "overlay", "vendor/net:latest"], InSwarm = false, Interfaces = ["docker0", "eth0"] };

    [Theory]
    [InlineData("overlay", true, "needs a swarm, and this engine is in none")]
    [InlineData("nosuch", false, "which this engine does not have. It has: bridge, host, ipvlan, macvlan, null, overlay, vendor/net:latest")]
    [InlineData("host", false, "Use \"network_mode: host\"")]
    public void A_driver_that_the_engine_cannot_give_is_refused_at_once(string driver, bool attachable, string why) =>
        Errors(new NetworkDefinition { Key = "n", Name = "p_n", Driver = driver, Attachable = attachable }, Plain).Should().ContainSingle()
            .Which.Should().StartWith("error CN0361: Network \"p_n\"").And.Contain(why);

    [Theory]
    [InlineData("vendor/net")]
    [InlineData("vendor/net:latest")]
    [InlineData("macvlan")]
    public void A_driver_that_the_engine_has_is_passed_through(string driver) =>
        Errors(new NetworkDefinition { Key = "n", Name = "p_n", Driver = driver }, Plain).Should().BeEmpty();

    [Fact]
    public void An_overlay_network_that_takes_no_containers_is_refused_where_services_are_on_it() =>
        Errors(new NetworkDefinition { Key = "n", Name = "p_n", Driver = "overlay" }, Plain with { InSwarm = true }).Should().ContainSingle()
            .Which.Should().Contain("takes no containers of services (\"web\")").And.Contain("attachable: true");

    [Theory]
    [InlineData(null, "is to be made")]
    [InlineData("10.1.0.0/16", "must be made anew")]
    [InlineData("10.2.0.0/16", null)]
    public void A_worker_of_a_swarm_makes_no_overlay_and_uses_one_that_is_there(string? there, string? why)
    {
        var network = new NetworkDefinition { Key = "n", Name = "p_n", Driver = "overlay", Attachable = true, Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "10.2.0.0/16" }] } };
        var observed = new ObservedNetwork { Id = "1", Name = "p_n", Driver = "overlay", Attachable = true, Labels = ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Project, "p"), Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = there }] } };

        string[] errors = Errors(network, Plain with { InSwarm = true, IsWorker = true }, there is null ? [] : [observed]);

        errors.Should().HaveCount(why is null ? 0 : 1);
        errors.Where(error => !error.StartsWith($"error CN0361: Overlay network \"p_n\" {why}", StringComparison.Ordinal) || !error.Contains("Run the command on a manager", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_worker_does_not_see_an_external_network_before_somebody_uses_it(bool worker) =>
        Errors(new NetworkDefinition { Key = "n", Name = "wide", External = true }, Plain with { InSwarm = true, IsWorker = worker }).Should().HaveCount(worker ? 0 : 1);

    [Theory]
    [InlineData("nosuch0", false)]
    [InlineData("nosuch0.10", false)]
    [InlineData("eth0", true)]
    [InlineData("eth0.10", true)]
    public void A_parent_interface_must_be_there_but_a_sub_interface_is_made(string parent, bool fine)
    {
        var network = new NetworkDefinition { Key = "n", Name = "p_n", Driver = "macvlan", DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("parent", parent) };

        string[] errors = Errors(network, Plain);

        errors.Should().HaveCount(fine ? 0 : 1);
        errors.Where(error => !error.StartsWith($"error CN0362: Network \"p_n\" wants the parent interface \"{parent}\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void What_cannot_be_seen_is_left_to_the_engine() =>
        Errors(new NetworkDefinition { Key = "n", Name = "p_n", Driver = "nosuch", DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("parent", "x") }, new ObservedHost()).Should().BeEmpty();

    [Fact]
    public void The_engines_own_networks_know_no_names_and_get_none()
    {
        ComposeProject project = With(new NetworkDefinition { Key = "n", Name = "bridge", External = true });

        EndpointWish.Of(project, project.Services["web"], "p-web-1").Should().ContainSingle().Which.Aliases.Should().BeEmpty();
    }

    private static string[] Errors(NetworkDefinition network, ObservedHost host, params ObservedNetwork[] networks) =>
        [.. Reconciler.Reconcile(With(network), new ObservedState { Project = "p", Host = host, Networks = [.. networks] }).Diagnostics.Select(diagnostic => diagnostic.ToString())];

    private static ComposeProject With(NetworkDefinition network) => new()
    {
        Name = "p",
        Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("web", new ServiceDefinition { Name = "web", Image = "busybox", Networks = ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("n", new EndpointDefinition()) }),
        Networks = ImmutableSortedDictionary<string, NetworkDefinition>.Empty.Add("n", network),
    };
}
