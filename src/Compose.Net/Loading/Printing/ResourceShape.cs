using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out the parts of a service that bound what it may use.</summary>
internal static class ResourceShape
{
    public static Node Blkio(BlkioDefinition blkio) => new ShapeBuilder()
        .Number("weight", blkio.Weight)
        .Items("weight_device", blkio.DeviceWeights, weight => new ShapeBuilder().Text("path", weight.Path).Number("weight", weight.Weight).Mapping)
        .Items("device_read_bps", blkio.DeviceReadBytes, Rate)
        .Items("device_read_iops", blkio.DeviceReadOperations, Rate)
        .Items("device_write_bps", blkio.DeviceWriteBytes, Rate)
        .Items("device_write_iops", blkio.DeviceWriteOperations, Rate)
        .Mapping;

    public static Node Device(DeviceMapping device) => new ShapeBuilder()
        .Text("source", device.Source)
        .Text("target", device.Target)
        .Text("permissions", device.Permissions)
        .Mapping;

    public static Node Gpu(GpuRequest request) => new ShapeBuilder()
        .Texts("capabilities", request.Capabilities)
        .Text("driver", request.Driver)
        .Number("count", request.Count)
        .Texts("device_ids", request.DeviceIds)
        .Map("options", request.Options)
        .Mapping;

    public static Node Ulimit(UlimitDefinition limit) => limit.OneIsWritten && limit.Soft == limit.Hard
        ? new ScalarNode(default, limit.Soft.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer)
        : new ShapeBuilder().Number("soft", limit.Soft).Number("hard", limit.Hard).Mapping;

    private static Node Rate(BlkioDeviceRate rate) => new ShapeBuilder()
        .Text("path", rate.Path)
        .Size("rate", rate.Rate)
        .Mapping;
}
