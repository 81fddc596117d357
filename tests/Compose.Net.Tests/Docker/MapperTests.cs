using System.Collections.Immutable;
using Compose.Net.Docker.Mapping;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Tests.Docker;

public sealed class MapperTests
{
    [Fact]
    public void What_is_not_wanted_is_left_to_the_image()
    {
        Wire.CreateContainerParameters wire = ContainerMapper.ToWire(Container(new ServiceDefinition { Name = "web", Image = "busybox" }));

        new object?[] { wire.Cmd, wire.Entrypoint, wire.Healthcheck, wire.StopSignal, wire.StopTimeout }.Should().AllBeEquivalentTo<object?>(null);
        wire.HostConfig!.RestartPolicy.Name.Should().Be(Wire.RestartPolicyKind.No);
        wire.NetworkingConfig.Should().BeNull();
    }

    [Fact]
    public void An_empty_list_is_not_the_same_as_none()
    {
        Wire.CreateContainerParameters wire = ContainerMapper.ToWire(Container(new ServiceDefinition { Name = "web", Image = "busybox", Command = [], Entrypoint = [] }));

        wire.Cmd.Should().NotBeNull().And.BeEmpty();
        wire.Entrypoint.Should().NotBeNull().And.BeEmpty();
    }

    [Fact]
    public void Variables_are_in_order_and_one_without_a_value_is_a_bare_name()
    {
        var service = new ServiceDefinition { Name = "web", Image = "busybox", Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("b", "1").Add("B", "").Add("A", null) };

        ContainerMapper.ToWire(Container(service)).Env.Should().Equal("A", "B=", "b=1");
    }

    [Fact]
    public void A_stop_gets_whole_seconds_and_never_less_than_was_promised()
    {
        ContainerMapper.WholeSeconds(TimeSpan.FromMilliseconds(1)).Should().Be(TimeSpan.FromSeconds(1));
        ContainerMapper.WholeSeconds(TimeSpan.FromSeconds(10)).Should().Be(TimeSpan.FromSeconds(10));
        ContainerMapper.WholeSeconds(null).Should().BeNull();
    }

    [Fact]
    public void A_disabled_health_check_also_disables_that_of_the_image()
    {
        HealthcheckMapper.ToWire(new HealthcheckDefinition { Disabled = true, Test = ["CMD", "x"] })!.Test.Should().Equal("NONE");
    }

    [Fact]
    public void A_health_check_without_a_test_keeps_the_test_of_the_image()
    {
        Wire.HealthcheckConfig wire = HealthcheckMapper.ToWire(new HealthcheckDefinition { Interval = TimeSpan.FromSeconds(3) })!;

        (wire.Test, wire.Interval, wire.Retries).Should().Be((null, TimeSpan.FromSeconds(3), null));
    }

    [Theory]
    [InlineData(RestartCondition.No, null, Wire.RestartPolicyKind.No, 0)]
    [InlineData(RestartCondition.Always, 5, Wire.RestartPolicyKind.Always, 0)]
    [InlineData(RestartCondition.UnlessStopped, null, Wire.RestartPolicyKind.UnlessStopped, 0)]
    [InlineData(RestartCondition.OnFailure, null, Wire.RestartPolicyKind.OnFailure, 0)]
    [InlineData(RestartCondition.OnFailure, 5, Wire.RestartPolicyKind.OnFailure, 5)]
    public void Restart_policies_keep_their_meaning(RestartCondition condition, int? retries, Wire.RestartPolicyKind kind, int count)
    {
        RestartPolicyMapper.ToWire(new RestartPolicy(condition, retries)).Should().BeEquivalentTo(new { Name = kind, MaximumRetryCount = (long)count });
    }

    [Fact]
    public void Bindings_of_one_port_are_gathered()
    {
        ImmutableArray<PortDefinition> ports =
        [
            new() { Target = 80, Published = "8080", HostIp = "127.0.0.1" },
            new() { Target = 80, Published = "9000-9010" },
            new() { Target = 53, Protocol = "udp" },
        ];

        PortMapper.ToExposed(ports, ["80", "8000-8001", "53/udp"]).Keys.Should().Equal("80/tcp", "53/udp", "8000/tcp", "8001/tcp");
        PortMapper.ToBindings(ports)["80/tcp"].Select(binding => (binding.HostIP, binding.HostPort)).Should().Equal(("127.0.0.1", "8080"), ("", "9000-9010"));
        PortMapper.ToBindings(ports)["53/udp"].Select(binding => (binding.HostIP, binding.HostPort)).Should().Equal(("", ""));
    }

    [Fact]
    public void Only_mounts_that_make_or_relabel_a_folder_of_the_host_are_strings()
    {
        ImmutableArray<MountDefinition> mounts =
        [
            new BindMount("/a", "/1"),
            new BindMount("/b", "/2") { ReadOnly = true, SelinuxLabel = "Z", Propagation = "rshared" },
            new BindMount("/c", "/3") { CreateHostPath = false, ReadOnly = true },
            new VolumeMount("named", "/4") { NoCopy = true },
            new VolumeMount(null, "/5"),
            new TmpfsMount("/6") { Size = 1024, Mode = 448 },
        ];

        MountMapper.ToBinds(mounts).Should().Equal("/a:/1", "/b:/2:ro,Z,rshared");
        MountMapper.ToMounts(mounts).Select(mount => (mount.Type, mount.Source, mount.Target, mount.ReadOnly)).Should().Equal(
            ("bind", "/c", "/3", true),
            ("volume", "named", "/4", false),
            ("volume", null, "/5", false),
            ("tmpfs", null, "/6", false));
        MountMapper.ToMounts(mounts)[1].VolumeOptions!.NoCopy.Should().BeTrue();
        MountMapper.ToMounts(mounts)[3].TmpfsOptions.Should().BeEquivalentTo(new { SizeBytes = 1024L, Mode = 448u });
    }

    [Fact]
    public void All_endpoints_are_in_the_create_request()
    {
        Wire.CreateContainerParameters wire = ContainerMapper.ToWire(Container(new ServiceDefinition { Name = "web", Image = "busybox" }) with
        {
            Endpoints = [new ContainerEndpoint { Network = "p_a", Aliases = ["web"], Ipv4Address = "10.1.0.2" }, new ContainerEndpoint { Network = "p_b" }],
        });

        wire.NetworkingConfig!.EndpointsConfig.Keys.Should().Equal("p_a", "p_b");
        wire.NetworkingConfig.EndpointsConfig["p_a"].Aliases.Should().Equal("web");
        wire.NetworkingConfig.EndpointsConfig["p_a"].IPAMConfig!.IPv4Address.Should().Be("10.1.0.2");
        wire.NetworkingConfig.EndpointsConfig["p_b"].IPAMConfig.Should().BeNull();
    }

    [Fact]
    public void The_short_id_that_old_engines_add_is_no_alias()
    {
        string id = new('a', 64);
        ObservedContainer observed = ObservedContainerMapper.FromWire(new Wire.ContainerInspectResponse
        {
            ID = id,
            Name = "/p-web-1",
            Image = "sha256:x",
            NetworkSettings = new Wire.NetworkSettings
            {
                Networks = new Dictionary<string, Wire.EndpointSettings>
                {
                    ["p_n"] = new() { Aliases = ["web", id[..12], "aaa"], IPAddress = "", NetworkID = "n1" },
                },
            },
        });

        observed.Name.Should().Be("p-web-1");
        observed.Endpoints["p_n"].Should().BeEquivalentTo(new ObservedEndpoint { NetworkId = "n1", Aliases = ["web", "aaa"] });
    }

    [Theory]
    [InlineData("created", ContainerState.Created)]
    [InlineData("running", ContainerState.Running)]
    [InlineData("paused", ContainerState.Paused)]
    [InlineData("restarting", ContainerState.Restarting)]
    [InlineData("removing", ContainerState.Removing)]
    [InlineData("exited", ContainerState.Exited)]
    [InlineData("dead", ContainerState.Dead)]
    public void States_keep_their_words(string word, ContainerState state)
    {
        StateWords.ToState(word).Should().Be(state);
    }

    private static ContainerDefinition Container(ServiceDefinition service) =>
        new() { Name = "p-web-1", Number = 1, Service = service, NetworkMode = "none" };
}
