using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class NetworkOperationTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task A_network_is_created_with_all_that_was_asked_for()
    {
        await Execute(Network("back", network => network with
        {
            Internal = true,
            Attachable = true,
            DriverOptions = Map(("com.docker.network.driver.mtu", "1400")),
            Ipam = new IpamDefinition
            {
                Pools = [new IpamPool { Subnet = $"{Subnet}.0/24", IpRange = $"{Subnet}.128/25", Gateway = $"{Subnet}.2", AuxiliaryAddresses = Map(("router", $"{Subnet}.3")) }],
            },
        }));

        JsonElement seen = await Docker.InspectAsync("network", Name("back"));
        seen.GetProperty("Driver").GetString().Should().Be("bridge");
        seen.GetProperty("Internal").GetBoolean().Should().BeTrue();
        seen.GetProperty("Attachable").GetBoolean().Should().BeTrue();
        seen.GetProperty("Options").GetProperty("com.docker.network.driver.mtu").GetString().Should().Be("1400");
        seen.GetProperty("Labels").GetProperty("com.docker.compose.network").GetString().Should().Be("back");
        JsonElement pool = seen.GetProperty("IPAM").GetProperty("Config")[0];
        pool.GetProperty("Subnet").GetString().Should().Be($"{Subnet}.0/24");
        pool.GetProperty("IPRange").GetString().Should().Be($"{Subnet}.128/25");
        pool.GetProperty("Gateway").GetString().Should().Be($"{Subnet}.2");
        pool.GetProperty("AuxiliaryAddresses").GetProperty("router").GetString().Should().Be($"{Subnet}.3");
    }

    [Fact]
    public async Task A_network_of_ours_that_somebody_created_meanwhile_is_a_success_and_stays_the_only_one()
    {
        await Execute(Network("n"));
        await Execute(Network("n"));

        (await Docker.ListAsync("network", "ls", "-q", "--filter", "name=^" + Name("n") + "$")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_network_name_that_a_stranger_has_is_refused_and_the_stranger_is_named()
    {
        string other = NewProjectName("other");
        await Docker.RunAsync("network", "create", "--label", "com.docker.compose.project=" + other, Name("n"));

        ComposeEngineException refused = await Refused(Network("n"));

        refused.Code.Should().Be("CN0413");
        refused.Message.Should().Contain($"Network \"{Name("n")}\" could not be created").And.Contain($"of project \"{other}\" has that name");
        (await Docker.ListAsync("network", "ls", "-q", "--filter", "name=^" + Name("n") + "$")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_subnet_that_is_taken_is_refused_and_its_owner_is_named()
    {
        await Execute(Network("first", network => network with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = $"{Subnet}.0/24" }] } }));

        ComposeEngineException refused = await Refused(
            Network("second", network => network with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = $"{Subnet}.128/25" }] } }));

        refused.Code.Should().Be("CN0416");
        refused.StatusCode.Should().Be(403);
        refused.Message.Should().Contain($"overlaps with network \"{Name("first")}\"");
    }

    [Fact]
    public async Task A_network_in_use_is_not_removed_and_its_user_is_named()
    {
        await Execute(Network("n"));
        string container = await Run(Container("web") with { NetworkMode = Name("n"), Endpoints = [new ContainerEndpoint { Network = Name("n") }] });
        string id = await Docker.RunAsync("network", "inspect", "--format", "{{.Id}}", Name("n"));

        ComposeEngineException refused = await Refused(new RemoveNetwork(Name("n"), id));

        refused.Code.Should().Be("CN0419");
        refused.Message.Should().Contain($"still used by container \"{container}\"");
    }

    [Fact]
    public async Task A_network_is_removed_and_removing_it_again_is_a_success()
    {
        await Execute(Network("n"));
        string id = await Docker.RunAsync("network", "inspect", "--format", "{{.Id}}", Name("n"));

        await Execute(new RemoveNetwork(Name("n"), id));
        await Execute(new RemoveNetwork(Name("n"), id));

        (await Docker.HasAsync("network", Name("n"))).Should().BeFalse();
    }

    [Fact]
    public async Task An_address_plan_that_does_not_fit_together_is_refused()
    {
        ComposeEngineException refused = await Refused(
            Network("n", network => network with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = $"{Subnet}.0/24", Gateway = "10.99.0.1" }] } }));

        refused.Code.Should().Be("CN0418");
    }

    [Fact]
    public async Task A_driver_that_needs_a_swarm_is_refused_with_the_way_out()
    {
        ComposeEngineException refused = await Refused(Network("n", network => network with { Driver = "overlay" }));

        refused.Code.Should().Be("CN0422");
        refused.Message.Should().Contain("docker swarm init");
    }
}
