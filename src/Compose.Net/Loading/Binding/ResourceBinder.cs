using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes the parts of a service that bound what it may use.</summary>
internal static class ResourceBinder
{
    /// <summary>A limit for which the engine takes 0 as "not given".</summary>
    public static long? Limit(this MappingNode node, string key) => node.Long(key) is { } limit and not 0 ? limit : null;

    /// <summary>A number that may have a fraction. To docker compose, 0 is the same as nothing.</summary>
    public static double? Fraction(this MappingNode node, string key) =>
        double.TryParse(node.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number != 0 ? number : null;

    public static BlkioDefinition Blkio(MappingNode node) => new()
    {
        Weight = (int?)node.Limit("weight"),
        DeviceWeights = node.Items("weight_device", weight => new BlkioDeviceWeight(weight.Text("path") ?? "", weight.Number("weight") ?? 0)),
        DeviceReadBytes = node.Items("device_read_bps", Rate),
        DeviceReadOperations = node.Items("device_read_iops", Rate),
        DeviceWriteBytes = node.Items("device_write_bps", Rate),
        DeviceWriteOperations = node.Items("device_write_iops", Rate),
    };

    public static DeviceMapping Device(MappingNode node) =>
        new(node.Text("source") ?? "", node.Text("target") ?? "") { Permissions = node.TextOrNone("permissions") };

    public static GpuRequest Gpu(MappingNode node) => new()
    {
        Capabilities = node.Texts("capabilities") ?? [],
        Count = node.Number("count"),
        DeviceIds = node.Texts("device_ids") ?? [],
        Driver = node.TextOrNone("driver"),
        Options = node.TextMap("options"),
    };

    public static UlimitDefinition Ulimit(Node node) => node is MappingNode limit
        ? new UlimitDefinition(limit.Long("soft") ?? 0, limit.Long("hard") ?? 0)
        : Single((ScalarNode)node);

    private static UlimitDefinition Single(ScalarNode scalar)
    {
        long limit = long.Parse(ScalarText.Typed(scalar), CultureInfo.InvariantCulture);
        return new UlimitDefinition(limit, limit) { OneIsWritten = true };
    }

    private static BlkioDeviceRate Rate(MappingNode node) => new(node.Text("path") ?? "", node.Long("rate") ?? 0);
}
