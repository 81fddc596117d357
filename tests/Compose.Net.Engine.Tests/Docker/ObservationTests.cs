using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class ObservationTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task What_was_created_is_what_is_observed()
    {
        CreateNetwork network = Network("n", n => n with
        {
            Internal = true,
            DriverOptions = Map(("com.docker.network.driver.mtu", "1400")),
            Ipam = new IpamDefinition { Driver = "default", Pools = [new IpamPool { Subnet = $"{Subnet}.0/24", IpRange = $"{Subnet}.128/25", Gateway = $"{Subnet}.1", AuxiliaryAddresses = Map(("router", $"{Subnet}.2")) }] },
        });
        await Execute(network);
        await Execute(new CreateVolume(new VolumeDefinition { Key = "v", Name = Name("v") }, OurLabels));
        ContainerDefinition container = Container("web", with: s => s with
        {
            Environment = s.Environment.Add("COLOUR", "blue=green"),
            Healthcheck = new HealthcheckDefinition { Test = ["CMD", "true"], Interval = TimeSpan.FromMilliseconds(200) },
        }) with
        {
            Number = 4,
            Mounts = [new VolumeMount(Name("v"), "/data")],
            NetworkMode = network.Network.Name,
            Endpoints = [new ContainerEndpoint { Network = network.Network.Name, Aliases = ["web", "www"], Ipv4Address = $"{Subnet}.9" }],
        };
        container = container with { Labels = container.Labels.SetItem("com.docker.compose.container-number", "4") };
        await Run(container);
        await Execute(new WaitUntilHealthy(container.Name));

        ObservedState state = await Observe(container.Service, new ServiceDefinition { Name = "other", Image = "nobody/nothing:7" });

        state.Project.Should().Be(Project);
        ObservedContainer seen = state.Containers.Should().ContainSingle().Subject;
        seen.Id.Should().Be(await IdOf(container.Name));
        (seen.Name, seen.Service, seen.Number, seen.OneOff).Should().Be((container.Name, "web", 4, false));
        (seen.State, seen.Health, seen.ExitCode).Should().Be((ContainerState.Running, ContainerHealth.Healthy, 0));
        (seen.Image, seen.NetworkMode).Should().Be(("busybox:latest", Name("n")));
        seen.ImageId.Should().Be(await Docker.RunAsync("image", "inspect", "--format", "{{.Id}}", "busybox:latest"));
        seen.Labels.Should().Contain(container.Labels);
        seen.Environment.Should().Contain("COLOUR", "blue=green");
        seen.Volumes.Should().Equal(Name("v"));
        ObservedEndpoint endpoint = seen.Endpoints.Should().ContainSingle().Subject.Value;
        endpoint.Aliases.Should().Equal("web", "www");
        (endpoint.Ipv4Address, endpoint.Ipv6Address, endpoint.CurrentIpv4Address).Should().Be(($"{Subnet}.9", null, $"{Subnet}.9"));

        ObservedNetwork ours = state.Networks.Single(n => n.Name == Name("n"));
        endpoint.NetworkId.Should().Be(ours.Id);
        (ours.Driver, ours.Internal, ours.Attachable, ours.EnableIpv6).Should().Be(("bridge", true, false, false));
        ours.DriverOptions.Should().BeEquivalentTo(network.Network.DriverOptions);
        ours.Labels.Should().BeEquivalentTo(network.Labels);
        ours.Ipam.Pools.Should().ContainSingle().Which.Should().BeEquivalentTo(network.Network.Ipam!.Pools[0]);
        ours.Endpoints.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(seen.Id, container.Name));
        state.Networks.Select(n => n.Name).Should().Contain(["bridge", "host", "none"]).And.BeInAscendingOrder(StringComparer.Ordinal);

        state.Volumes.Single(v => v.Name == Name("v")).Labels.Should().BeEquivalentTo(OurLabels);
        (string reference, ObservedImage image) = state.Images.Should().ContainSingle().Subject;
        (reference, image.Id).Should().Be(("busybox:latest", seen.ImageId));
        $"{image.Platform} {image.Size}".Should().Be(await Docker.RunAsync("image", "inspect", "--format", "{{.Os}}/{{.Architecture}} {{.Size}}", "busybox:latest"));
        image.Tags.Should().Contain("busybox:latest");
        image.CreatedAt.Should().BeBefore(state.TakenAt);
        image.TaggedAt.Should().BeBefore(state.TakenAt).And.BeAfter(DateTimeOffset.UnixEpoch);
        state.Engine.MultipleEndpointsAtCreate.Should().Be(Engine.ApiVersion >= new Version(1, 44));
    }

    [Fact]
    public async Task Published_ports_are_observed_while_the_container_runs()
    {
        await Execute(Network("n"));
        ContainerDefinition container = On("n", Container("web", with: service => service with { Ports = [new PortDefinition { Target = 80, HostIp = "127.0.0.1" }, new PortDefinition { Target = 53, Protocol = "udp", HostIp = "127.0.0.1" }] }));
        await Run(container);

        ObservedContainer running = (await Observe()).Containers.Single();
        await Execute(new StopContainer(container.Name, running.Id, TimeSpan.Zero));
        ObservedContainer stopped = (await Observe()).Containers.Single();

        running.Ports.Select(port => (port.Target, port.Protocol, port.HostIp)).Should().Equal((53, "udp", "127.0.0.1"), (80, "tcp", "127.0.0.1"));
        running.Ports.Should().OnlyContain(port => port.HostPort > 0);
        stopped.Ports.Should().BeEmpty();
        (stopped.State, stopped.ExitCode, stopped.Endpoints[Name("n")].CurrentIpv4Address).Should().Be((ContainerState.Exited, 137, null));
    }

    [Fact]
    public async Task Strangers_are_only_names()
    {
        string other = NewProjectName("other");
        await Docker.RunAsync("create", "--name", other + "-c", "--label", "com.docker.compose.project=" + other, "busybox:latest", "true");
        await Docker.RunAsync("network", "create", "--label", "com.docker.compose.project=" + other, other + "_n");

        ObservedState state = await Observe();

        state.Containers.Should().BeEmpty();
        state.ForeignContainerNames.Should().Contain(other + "-c").And.BeInAscendingOrder(StringComparer.Ordinal);
        state.Networks.Single(network => network.Name == other + "_n").Labels.Should().Contain("com.docker.compose.project", other);
    }

    [Fact]
    public async Task A_one_off_is_told_apart()
    {
        ContainerDefinition container = Container("web");
        await Execute(new CreateContainer(container with { Labels = container.Labels.SetItem("com.docker.compose.oneoff", "True").Remove("com.docker.compose.container-number") }));

        ObservedContainer seen = (await Observe()).Containers.Single();

        (seen.OneOff, seen.Number, seen.State).Should().Be((true, 0, ContainerState.Created));
    }

    [Fact]
    public async Task Containers_that_vanish_while_they_are_looked_at_are_left_out()
    {
        string[] names = await Task.WhenAll(Enumerable.Range(1, 10).Select(async i =>
        {
            ContainerDefinition container = Container("c" + i);
            await Execute(new CreateContainer(container));
            return container.Name;
        }));

        Task<string> removal = Docker.RunAsync(["rm", "-f", .. names]);
        do
        {
            (await Observe()).Containers.Select(container => container.Name).Should().BeSubsetOf(names);
        }
        while (!removal.IsCompleted);
        await removal;

        (await Observe()).Containers.Should().BeEmpty();
    }
}
