using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns GPUs, reserved devices, and devices that have a CDI name, into the engine's requests.</summary>
internal static class DeviceRequestMapper
{
    private const string Gpu = "gpu";

    public static List<Wire.DeviceRequest> ToWire(ServiceDefinition service)
    {
        List<Wire.DeviceRequest> requests = [.. service.Gpus.Select(ToWire), .. service.ReservedDevices().Select(ToWire)];
        string[] names = [.. service.Devices.Where(IsCdi).Select(device => device.Source)];
        if (names.Length > 0)
            requests.Add(new Wire.DeviceRequest { Driver = "cdi", DeviceIDs = names });

        return requests;
    }

    /// <summary>Whether a device is named by its vendor, as in <c>vendor.com/class=name</c>, and not by a path.</summary>
    public static bool IsCdi(DeviceMapping device)
    {
        int slash = device.Source.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && device.Source == device.Target && device.Source.IndexOf('=', slash) > slash + 1;
    }

    private static Wire.DeviceRequest ToWire(GpuRequest request) => new()
    {
        Driver = request.Driver ?? "",
        Count = request.Count ?? (request.DeviceIds.IsEmpty ? -1 : 0),
        DeviceIDs = [.. request.DeviceIds],
        Capabilities = [[.. request.Capabilities.Append(Gpu).Distinct(StringComparer.Ordinal)]],
        Options = new Dictionary<string, string>(request.Options),
    };

    private static Wire.DeviceRequest ToWire(DeviceRequest request) => new()
    {
        Driver = request.Driver ?? "",
        Count = request.Count ?? (request.DeviceIds.IsEmpty ? -1 : 0),
        DeviceIDs = [.. request.DeviceIds],
        Capabilities = [[.. request.Capabilities]],
        Options = new Dictionary<string, string>(request.Options),
    };
}
