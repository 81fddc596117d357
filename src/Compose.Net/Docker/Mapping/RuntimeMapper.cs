using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Writes what a container runs on into the engine's create request. What is unset stays the engine's default.</summary>
internal static class RuntimeMapper
{
    public static void Apply(ServiceDefinition service, Wire.CreateContainerParameters wire, Wire.HostConfig host)
    {
        wire.Platform = service.Platform!; // Null leaves it out of the request.
        wire.Domainname = service.DomainName!;
        wire.OpenStdin = service.StdinOpen;
        wire.Tty = service.Tty;
        host.Annotations = new Dictionary<string, string>(service.Annotations);
        host.Init = service.Init;
        host.Runtime = service.Runtime!;
        if (service.Logging is { } logging)
            host.LogConfig = new Wire.LogConfig { Type = logging.Driver ?? "", Config = new Dictionary<string, string>(logging.Options) };
    }
}
