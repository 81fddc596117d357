using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What a container may use of the machine, as part of its identity.</summary>
internal static class ResourceIdentity
{
    public static void AddTo(FieldMap.Builder fields, ServiceDefinition service)
    {
        fields
            .Add("cpu_count", service.CpuCount)
            .Add("cpu_percent", service.CpuPercent)
            .Add("cpu_period", service.CpuPeriod)
            .Add("cpu_quota", service.CpuQuota)
            .Add("cpu_rt_period", service.CpuRealtimePeriod)
            .Add("cpu_rt_runtime", service.CpuRealtimeRuntime)
            .Add("cpu_shares", service.CpuShares)
            .Add("cpus", service.EffectiveCpus()?.ToString(CultureInfo.InvariantCulture))
            .Add("cpuset", service.CpuSet)
            .Add("mem_limit", service.EffectiveMemoryLimit())
            .Add("mem_reservation", service.EffectiveMemoryReservation())
            .Add("mem_swappiness", service.MemorySwappiness)
            .Add("memswap_limit", service.MemorySwapLimit)
            .Add("oom_kill_disable", service.OomKillDisabled)
            .Add("oom_score_adj", service.OomScoreAdjustment)
            .Add("pids_limit", service.EffectivePidsLimit())
            .AddSet("gpus", [.. service.Gpus.Select(Gpu)])
            .AddSet("deploy.resources.reservations.devices", [.. service.ReservedDevices().Select(Device)]);
        foreach (DeviceMapping device in service.Devices)
        {
            fields.Add($"devices.{device.Target}", $"{device.Source} {device.Permissions ?? "rwm"}");
        }

        foreach ((string name, UlimitDefinition limit) in service.Ulimits)
        {
            fields.Add($"ulimits.{name}", FormattableString.Invariant($"{limit.Soft}:{limit.Hard}"));
        }

        if (service.Blkio is { } blkio)
        {
            AddTo(fields, blkio);
        }
    }

    private static void AddTo(FieldMap.Builder fields, BlkioDefinition blkio) => fields
        .Add("blkio_config.weight", blkio.Weight)
        .AddSet("blkio_config.weight_device", [.. blkio.DeviceWeights.Select(device => FormattableString.Invariant($"{device.Path} {device.Weight}"))])
        .AddSet("blkio_config.device_read_bps", Rates(blkio.DeviceReadBytes))
        .AddSet("blkio_config.device_read_iops", Rates(blkio.DeviceReadOperations))
        .AddSet("blkio_config.device_write_bps", Rates(blkio.DeviceWriteBytes))
        .AddSet("blkio_config.device_write_iops", Rates(blkio.DeviceWriteOperations));

    private static ImmutableArray<string> Rates(ImmutableArray<BlkioDeviceRate> rates) =>
        [.. rates.Select(rate => FormattableString.Invariant($"{rate.Path} {rate.Rate}"))];

    private static string Gpu(GpuRequest request) => FormattableString.Invariant(
        $"{request.Driver} {request.Count} {List(request.DeviceIds)} {List(request.Capabilities)} {List([.. request.Options.Select(option => $"{option.Key}={option.Value}")])}");

    private static string Device(DeviceRequest request) => FormattableString.Invariant(
        $"{request.Driver} {request.Count} {List(request.DeviceIds)} {List(request.Capabilities)} {List([.. request.Options.Select(option => $"{option.Key}={option.Value}")])}");

    private static string List(ImmutableArray<string> values) => string.Join(',', values.Order(StringComparer.Ordinal));
}
