using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns what the engine says about a volume into facts for the planner.</summary>
internal static class ObservedVolumeMapper
{
    public static ObservedVolume FromWire(Wire.VolumeResponse wire) => new()
    {
        Name = wire.Name,
        Driver = wire.Driver,
        DriverOptions = Maps.FromWire(wire.Options),
        Labels = Maps.FromWire(wire.Labels),
    };
}
