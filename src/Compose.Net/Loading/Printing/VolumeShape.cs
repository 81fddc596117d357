using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a volume.</summary>
internal static class VolumeShape
{
    public static Node Of(VolumeDefinition volume) => new ShapeBuilder()
        .Text("name", volume.Name.Length > 0 ? volume.Name : null)
        .Text("driver", volume.Driver)
        .Map("driver_opts", volume.DriverOptions)
        .Flag("external", volume.External)
        .Map("labels", volume.Labels)
        .Mapping;
}
