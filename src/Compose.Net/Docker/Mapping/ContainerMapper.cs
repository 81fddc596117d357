using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns a container's definition into the engine's create request.</summary>
internal static class ContainerMapper
{
    public static Wire.CreateContainerParameters ToWire(ContainerDefinition container)
    {
        ServiceDefinition service = container.Service;
        var host = new Wire.HostConfig
        {
            NetworkMode = container.NetworkMode,
            Binds = MountMapper.ToBinds(container.Mounts),
            Mounts = MountMapper.ToMounts(container.Mounts),
            PortBindings = PortMapper.ToBindings(service.Ports),
            RestartPolicy = RestartPolicyMapper.ToWire(service.EffectiveRestart()),
            AutoRemove = container.RemoveAtEnd,
        };
        var wire = new Wire.CreateContainerParameters
        {
            Name = container.Name,
            Env = [.. service.Environment.Select(ToWire)],
            Labels = new Dictionary<string, string>(container.Labels),
            ExposedPorts = PortMapper.ToExposed(service.Ports, service.Expose),
            Healthcheck = HealthcheckMapper.ToWire(service.Healthcheck),
            StopSignal = service.StopSignal,
            StopTimeout = WholeSeconds(service.StopGracePeriod),
            StdinOnce = container.InputEndsWithWriter,
            HostConfig = host,
        };

        RuntimeMapper.Apply(service, wire, host);
        ResourceMapper.Apply(service, host);
        IsolationMapper.Apply(container, host);

        // The package's properties are not nullable, but unset ones are what leaves the image's value in force.
        if (service.Image is { } image)
            wire.Image = image;
        if (service.Command is { } command)
            wire.Cmd = [.. command];
        if (service.Entrypoint is { } entrypoint)
            wire.Entrypoint = [.. entrypoint];
        if (service.User is { } user)
            wire.User = user;
        if (service.WorkingDirectory is { } directory)
            wire.WorkingDir = directory;
        if (service.Hostname is { } hostname)
            wire.Hostname = hostname;
        if (!container.Endpoints.IsEmpty)
            wire.NetworkingConfig = new Wire.NetworkingConfig { EndpointsConfig = container.Endpoints.ToDictionary(endpoint => endpoint.Network, EndpointMapper.ToWire) };

        WiringMapper.Fill(host, container);
        return wire;
    }

    /// <summary>The engine counts stops in whole seconds; a fraction is rounded up, so that no process gets less than it was promised.</summary>
    public static TimeSpan? WholeSeconds(TimeSpan? period) =>
        period is { } time ? TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)) : null;

    // A name without a value takes the variable of the image away.
    private static string ToWire(KeyValuePair<string, string?> variable) =>
        variable.Value is null ? variable.Key : $"{variable.Key}={variable.Value}";
}
