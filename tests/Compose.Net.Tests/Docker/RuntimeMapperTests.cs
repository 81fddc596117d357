using Compose.Net.Docker.Mapping;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Tests.Docker;

/// <summary>What a service runs on, may use and is set apart by, in the engine's create request.</summary>
public sealed class RuntimeMapperTests
{
    [Fact]
    public void What_it_runs_on_is_asked_of_the_engine()
    {
        Wire.CreateContainerParameters wire = ToWire("annotations: [a=b]\ndomainname: d\ninit: false\nlogging: {driver: local, options: {max-size: 1m}}\nplatform: linux/arm64\nruntime: runsc\nstdin_open: true\ntty: true");

        (wire.Domainname, wire.Platform, wire.OpenStdin, wire.Tty).Should().Be(("d", "linux/arm64", true, true));
        Wire.HostConfig host = wire.HostConfig!; // The mapper always sends one.
        (host.Init, host.Runtime, host.LogConfig!.Type).Should().Be((false, "runsc", "local"));
        host.Annotations.Should().Equal(new Dictionary<string, string> { ["a"] = "b" });
        host.LogConfig.Config.Should().Equal(new Dictionary<string, string> { ["max-size"] = "1m" });
    }

    [Fact]
    public void Resources_are_in_the_units_of_the_engine()
    {
        Wire.HostConfig host = Host("cpus: 0.1\ncpu_shares: 7\ncpu_period: 50000\ncpu_quota: -1\ncpuset: 0,1\nmem_limit: 1k\nmem_reservation: 1k\nmemswap_limit: -1\nmem_swappiness: 0\noom_kill_disable: true\noom_score_adj: 9\npids_limit: 5\nulimits: {nofile: 3, core: {soft: 1, hard: 2}}");

        (host.NanoCPUs, host.CPUShares, host.CPUPeriod, host.CPUQuota, host.CpusetCpus).Should().Be((100_000_000, 7, 50_000, -1, "0,1"));
        (host.Memory, host.MemoryReservation, host.MemorySwap, host.MemorySwappiness).Should().Be((1024, 1024, -1, 0));
        (host.OomKillDisable, host.OomScoreAdj, host.PidsLimit).Should().Be((true, 9, 5));
        host.Ulimits.Should().BeEquivalentTo([new Wire.Ulimit { Name = "core", Soft = 1, Hard = 2 }, new Wire.Ulimit { Name = "nofile", Soft = 3, Hard = 3 }]);
    }

    [Fact]
    public void Limits_that_are_not_given_stay_the_engine_s()
    {
        Wire.HostConfig host = Host("user: root");

        (host.MemorySwappiness, host.OomKillDisable, host.PidsLimit, host.Init).Should().Be((null, null, null, null));
        new object?[] { host.LogConfig, host.MaskedPaths, host.ReadonlyPaths, host.IpcMode, host.PidMode, host.CgroupnsMode }.Should().AllBeEquivalentTo<object?>(null);
    }

    [Fact]
    public void Devices_are_mapped_by_path_and_requested_by_name()
    {
        Wire.HostConfig host = Host("devices: [/dev/a, \"/dev/b:/dev/c:r\", {source: /dev/d, target: /dev/d}, vendor.com/class=x]\ngpus: [{device_ids: [\"1\"], capabilities: [compute, gpu], driver: nvidia, options: {a: b}}, {}]");

        host.Devices.Select(device => $"{device.PathOnHost} {device.PathInContainer} {device.CgroupPermissions}").Should().Equal("/dev/a /dev/a rwm", "/dev/b /dev/c r", "/dev/d /dev/d rwm");
        host.DeviceRequests.Select(request => $"{request.Driver} {request.Count} {string.Join(',', request.DeviceIDs ?? [])} {string.Join(',', (request.Capabilities ?? []).SelectMany(all => all))}")
            .Should().Equal("nvidia 0 1 compute,gpu", " -1  gpu", "cdi 0 vendor.com/class=x ");
    }

    [Fact]
    public void Block_devices_have_weights_and_rates()
    {
        Wire.HostConfig host = Host("blkio_config: {weight: 10, weight_device: [{path: /a, weight: 20}], device_read_bps: [{path: /b, rate: 1k}], device_write_iops: [{path: /c, rate: 5}]}");

        host.BlkioWeight.Should().Be(10);
        host.BlkioWeightDevice.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "/a", Weight = (ushort)20 });
        host.BlkioDeviceReadBps.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "/b", Rate = 1024UL });
        host.BlkioDeviceWriteIOps.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "/c", Rate = 5UL });
    }

    [Fact]
    public void What_sets_it_apart_is_asked_of_the_engine()
    {
        Wire.HostConfig host = Host("cap_add: [A]\ncap_drop: [B]\ncgroup: host\ncgroup_parent: p\ndevice_cgroup_rules: [\"c 1:3 mr\"]\ngroup_add: [1]\nisolation: default\nprivileged: true\nsysctls: [a=b]\nuserns_mode: host\nuts: host");

        string.Join(' ', [.. host.CapAdd, .. host.CapDrop, .. host.DeviceCgroupRules, .. host.GroupAdd]).Should().Be("A B c 1:3 mr 1");
        (host.CgroupnsMode, host.CgroupParent, host.Isolation, host.Privileged, host.UsernsMode, host.UTSMode).Should().Be(("host", "p", "default", true, "host", "host"));
        host.Sysctls.Should().Equal(new Dictionary<string, string> { ["a"] = "b" });
    }

    [Fact]
    public void System_paths_that_are_not_hidden_are_empty_lists_and_no_option()
    {
        Wire.HostConfig host = Host("security_opt: [no-new-privileges, systempaths=unconfined, seccomp=unconfined]");

        host.SecurityOpt.Should().Equal("no-new-privileges", "seccomp=unconfined");
        host.MaskedPaths.Should().NotBeNull().And.BeEmpty();
        host.ReadonlyPaths.Should().NotBeNull().And.BeEmpty();
    }

    private static Wire.HostConfig Host(string settings) => ToWire(settings).HostConfig!; // The mapper always sends one.

    private static Wire.CreateContainerParameters ToWire(string settings)
    {
        ServiceDefinition service = Loaded.Service(settings);
        return ContainerMapper.ToWire(new ContainerDefinition { Name = "p-a-1", Number = 1, Service = service, NetworkMode = "none", IpcMode = service.IpcMode?.ToString(), PidMode = service.PidMode?.ToString() });
    }
}
