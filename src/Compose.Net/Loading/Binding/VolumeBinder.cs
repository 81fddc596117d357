using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a volume of its canonical mapping.</summary>
internal static class VolumeBinder
{
    public static VolumeDefinition Bind(string key, MappingNode node) => new()
    {
        Key = key,
        Name = node.Text("name") ?? "",
        Driver = node.TextOrNone("driver"),
        DriverOptions = node.TextMap("driver_opts"),
        Labels = node.TextMap("labels"),
        External = node.IsExternal(),
    };
}
