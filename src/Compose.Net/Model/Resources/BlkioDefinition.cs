using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>How much of the host's block devices a container may use.</summary>
public sealed record BlkioDefinition
{
    /// <summary>The weight against other containers, 10 to 1000. Null leaves the engine's default.</summary>
    public int? Weight { get; init; }

    /// <summary>The weights on single devices.</summary>
    public ImmutableArray<BlkioDeviceWeight> DeviceWeights { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most bytes a second that are read (<c>device_read_bps</c>).</summary>
    public ImmutableArray<BlkioDeviceRate> DeviceReadBytes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most read operations a second (<c>device_read_iops</c>).</summary>
    public ImmutableArray<BlkioDeviceRate> DeviceReadOperations { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most bytes a second that are written (<c>device_write_bps</c>).</summary>
    public ImmutableArray<BlkioDeviceRate> DeviceWriteBytes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most write operations a second (<c>device_write_iops</c>).</summary>
    public ImmutableArray<BlkioDeviceRate> DeviceWriteOperations { get; init => field = Ordinal.List(value); } = [];
}
