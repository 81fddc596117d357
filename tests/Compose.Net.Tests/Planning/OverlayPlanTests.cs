using System.Collections.Immutable;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Tests.Planning;

/// <summary>What an engine says of an overlay network late or never is said by the plan.</summary>
public sealed class OverlayPlanTests
{
    private static readonly ObservedHost Manager = new() { InSwarm = true };

    private static readonly NetworkDefinition Wide = new() { Key = "n", Name = "p_n", Driver = "overlay", Attachable = true, Ipam = Pool("10.2.0.0/16") };

    [Theory]
    [InlineData("overlay", "overlay", true)]
    [InlineData("bridge", "bridge", true)]
    [InlineData("overlay", "bridge", false)]
    [InlineData("macvlan", "overlay", false)]
    public void Networks_of_one_driver_do_not_overlap(string driver, string other, bool refused)
    {
        var there = new ObservedNetwork { Id = "1", Name = "lab_n", Driver = other, Ipam = Pool("10.2.7.0/24"), Labels = Label("lab") };

        Plan plan = Reconciler.Reconcile(Project(Wide with { Driver = driver }), new ObservedState { Project = "p", Host = Manager, Networks = [there] });

        plan.HasErrors.Should().Be(refused, plan.ToString());
        plan.Diagnostics.Select(diagnostic => diagnostic.ToString()).Where(text => !text.StartsWith("error CN0310: Network \"p_n\" wants subnet 10.2.0.0/16, which overlaps 10.2.7.0/24 of network \"lab_n\" of project \"lab\".", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("overlay", null)]
    [InlineData("bridge", null)]
    [InlineData("overlay", "10.77.0.2")]
    public void A_fixed_address_that_another_has_is_refused_and_the_holder_named(string driver, string? host)
    {
        ObservedState observed = Running(driver);
        observed = host is null
            ? observed with { ForeignContainers = [Guest(ContainerState.Running)] }
            : observed with { Networks = [observed.Networks[0] with { RemoteEndpoints = [new RemoteEndpoint("lab-web-1", "10.2.0.9", host)] }] };

        Plan plan = Reconciler.Reconcile(Project(Wide with { Driver = driver }, "10.2.0.9"), observed);

        plan.Steps.Should().BeEmpty();
        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().Be("error CN0315: Service \"web\" wants the address 10.2.0.9 on network \"p_n\", which container \"lab-web-1\""
            + $" {(host is null ? "of project \"lab\"" : $"on host {host}")} has. Choose another address, or take that one away from it.");
    }

    [Fact]
    public void Who_does_not_run_or_must_leave_holds_no_address()
    {
        ComposeProject project = Project(Wide, "10.2.0.9");
        ObservedState stopped = Running("overlay") with { ForeignContainers = [Guest(ContainerState.Exited)] };
        ObservedState moved = Running("overlay") with { ForeignContainers = [Guest(ContainerState.Running)] };

        Reconciler.Reconcile(project, stopped).HasErrors.Should().BeFalse();
        Reconciler.Reconcile(Project(Wide with { Internal = true }, "10.2.0.9"), moved, new ReconcileOptions { DetachForeign = true }).HasErrors.Should().BeFalse("the network is made anew, and all on it are unplugged first");
    }

    [Fact]
    public void A_network_that_containers_of_other_hosts_use_is_neither_made_anew_nor_removed()
    {
        ObservedState observed = Running("overlay");
        observed = observed with { Networks = [observed.Networks[0] with { RemoteEndpoints = [new RemoteEndpoint("lab-web-1", "10.2.0.9", "10.77.0.2")] }] };
        var consent = new ReconcileOptions { DetachForeign = true };

        Plan changed = Reconciler.Reconcile(Project(Wide with { Internal = true }), observed, consent);
        Plan down = Reconciler.Reconcile(Reconciler.Emptied(Project(Wide)), observed, consent);

        changed.Steps.Should().BeEmpty();
        changed.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("error CN0306: Network \"p_n\" must be made anew").And.Contain("container \"lab-web-1\" on host 10.77.0.2");
        down.Steps.Should().BeEmpty();
        down.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("warning CN0309: Network \"p_n\" is kept").And.Contain("container \"lab-web-1\" on host 10.77.0.2");
    }

    [Fact]
    public void IPv6_on_an_overlay_is_warned_of()
    {
        Plan plan = Reconciler.Reconcile(Project(Wide with { EnableIpv6 = true }), new ObservedState { Project = "p", Host = Manager });

        plan.HasErrors.Should().BeFalse();
        plan.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("warning CN0316: Overlay network \"p_n\" is to have IPv6").And.Contain("Remove \"enable_ipv6\"");
    }

    [Fact]
    public void The_options_of_an_overlay_are_passed_through()
    {
        NetworkDefinition network = Wide with { DriverOptions = ImmutableSortedDictionary<string, string>.Empty.Add("encrypted", "") };

        Plan plan = Reconciler.Reconcile(Project(network), new ObservedState { Project = "p", Host = Manager });

        plan.Steps.Select(step => step.Operation).OfType<CreateNetwork>().Single().Network.DriverOptions.Should().ContainKey("encrypted");
    }

    [Fact]
    public void Those_on_other_hosts_are_told_from_those_here_by_their_endpoint()
    {
        var wire = new Wire.NetworkResponse { ID = "1", Name = "p_n", Driver = "overlay" };
        var body = new NetworkTasksBody(
            new() { ["c1"] = new("e1") },
            new() { [""] = new([new("there", "e2", "10.2.0.9", new("10.77.0.2")), new("here", "e1", "10.2.0.8", new("10.77.0.1"))]), ["svc"] = new(null) });

        ObservedNetworkMapper.FromWire(wire, new EngineCapabilities(), body).RemoteEndpoints.Should().Equal(new RemoteEndpoint("there", "10.2.0.9", "10.77.0.2"));
        ObservedNetworkMapper.FromWire(wire, new EngineCapabilities(), new NetworkTasksBody(null, null)).RemoteEndpoints.Should().BeEmpty();
    }

    // The network as the file says, with nobody of the project on it.
    private static ObservedState Running(string driver) => new()
    {
        Project = "p",
        Host = Manager,
        Networks = [new ObservedNetwork { Id = "1", Name = "p_n", Driver = driver, Attachable = true, Ipam = Pool("10.2.0.0/16"), Labels = Label("p") }],
    };

    private static ObservedContainer Guest(ContainerState state) => new()
    {
        Id = "g1",
        Name = "lab-web-1",
        Service = "web",
        State = state,
        Labels = Label("lab"),
        Endpoints = ImmutableSortedDictionary<string, ObservedEndpoint>.Empty.Add("p_n", new ObservedEndpoint { NetworkId = "1", CurrentIpv4Address = "10.2.0.9" }),
    };

    private static ComposeProject Project(NetworkDefinition network, string? address = null) => new()
    {
        Name = "p",
        Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("web", new ServiceDefinition { Name = "web", Image = "busybox", Networks = ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("n", new EndpointDefinition { Ipv4Address = address }) }),
        Networks = ImmutableSortedDictionary<string, NetworkDefinition>.Empty.Add("n", network),
    };

    private static IpamDefinition Pool(string subnet) => new() { Pools = [new IpamPool { Subnet = subnet }] };

    private static ImmutableSortedDictionary<string, string> Label(string project) => ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Project, project);
}
