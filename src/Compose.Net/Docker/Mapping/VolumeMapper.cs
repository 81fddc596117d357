using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns a volume's definition into the engine's create request.</summary>
internal static class VolumeMapper
{
    public static Wire.VolumesCreateParameters ToWire(CreateVolume operation) => new()
    {
        Name = operation.Volume.Name,
        Driver = operation.Volume.Driver ?? "local",
        DriverOpts = new Dictionary<string, string>(operation.Volume.DriverOptions),
        Labels = new Dictionary<string, string>(operation.Labels),
    };
}
