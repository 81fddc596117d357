using System.Collections.Immutable;
using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Writes what a container may use into the engine's create request. The engine takes 0 as "not given" wherever the request has no null.</summary>
internal static class ResourceMapper
{
    private const double NanosInOne = 1e9;

    public static void Apply(ServiceDefinition service, Wire.HostConfig host)
    {
        host.CPUCount = service.CpuCount ?? 0;
        host.CPUPercent = service.CpuPercent ?? 0;
        host.CPUPeriod = service.CpuPeriod ?? 0;
        host.CPUQuota = service.CpuQuota ?? 0;
        host.CPURealtimePeriod = service.CpuRealtimePeriod ?? 0;
        host.CPURealtimeRuntime = service.CpuRealtimeRuntime ?? 0;
        host.CPUShares = service.CpuShares ?? 0;
        host.NanoCPUs = (long)Math.Round((service.EffectiveCpus() ?? 0) * NanosInOne);
        host.CpusetCpus = service.CpuSet!; // Null leaves it out of the request.
        host.Memory = service.EffectiveMemoryLimit() ?? 0;
        host.MemoryReservation = service.EffectiveMemoryReservation() ?? 0;
        host.MemorySwap = service.MemorySwapLimit ?? 0;
        host.MemorySwappiness = service.MemorySwappiness;
        host.OomKillDisable = service.OomKillDisabled ? true : null;
        host.OomScoreAdj = service.OomScoreAdjustment ?? 0;
        host.PidsLimit = service.EffectivePidsLimit();
        host.Ulimits = [.. service.Ulimits.Select(limit => new Wire.Ulimit { Name = limit.Key, Soft = limit.Value.Soft, Hard = limit.Value.Hard })];
        host.Devices = [.. service.Devices.Where(device => !DeviceRequestMapper.IsCdi(device)).Select(ToWire)];
        host.DeviceRequests = DeviceRequestMapper.ToWire(service);
        if (service.Blkio is { } blkio)
            Apply(blkio, host);
    }

    private static void Apply(BlkioDefinition blkio, Wire.HostConfig host)
    {
        host.BlkioWeight = (ushort)(blkio.Weight ?? 0);
        host.BlkioWeightDevice = [.. blkio.DeviceWeights.Select(device => new Wire.WeightDevice { Path = device.Path, Weight = (ushort)device.Weight })];
        host.BlkioDeviceReadBps = Rates(blkio.DeviceReadBytes);
        host.BlkioDeviceReadIOps = Rates(blkio.DeviceReadOperations);
        host.BlkioDeviceWriteBps = Rates(blkio.DeviceWriteBytes);
        host.BlkioDeviceWriteIOps = Rates(blkio.DeviceWriteOperations);
    }

    private static List<Wire.ThrottleDevice> Rates(ImmutableArray<BlkioDeviceRate> rates) =>
        [.. rates.Select(rate => new Wire.ThrottleDevice { Path = rate.Path, Rate = (ulong)rate.Rate })];

    private static Wire.DeviceMapping ToWire(DeviceMapping device) => new()
    {
        PathOnHost = device.Source,
        PathInContainer = device.Target,
        CgroupPermissions = device.Permissions ?? "rwm",
    };
}
