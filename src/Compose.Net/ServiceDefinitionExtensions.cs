using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net;

/// <summary>What is said most often of a service built in code. Each returns a changed copy, as <c>with</c> does.</summary>
public static class ServiceDefinitionExtensions
{
    /// <summary>Plugs the service into networks, beside those that it is on already.</summary>
    /// <param name="service">The service.</param>
    /// <param name="networks">The keys of the networks.</param>
    public static ServiceDefinition On(this ServiceDefinition service, params ReadOnlySpan<string> networks)
    {
        ArgumentNullException.ThrowIfNull(service);
        ImmutableSortedDictionary<string, EndpointDefinition> endpoints = service.Networks;
        foreach (string network in networks)
        {
            endpoints = endpoints.ContainsKey(network) ? endpoints : endpoints.Add(network, new EndpointDefinition());
        }

        return service with { Networks = endpoints };
    }

    /// <summary>Lets the service wait for another one.</summary>
    /// <param name="service">The service.</param>
    /// <param name="other">The name of the other one.</param>
    /// <param name="condition">What must be reached there.</param>
    public static ServiceDefinition After(this ServiceDefinition service, string other, DependencyCondition condition = DependencyCondition.ServiceStarted)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service with { DependsOn = service.DependsOn.SetItem(other, new DependencyDefinition { Condition = condition }) };
    }

    /// <summary>Publishes a TCP port.</summary>
    /// <param name="service">The service.</param>
    /// <param name="target">The port inside the container.</param>
    /// <param name="hostPort">The port on the host; null lets the engine choose.</param>
    /// <param name="hostIp">The host address to listen on; null listens on all.</param>
    public static ServiceDefinition Publish(this ServiceDefinition service, int target, int? hostPort = null, string? hostIp = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        var port = new PortDefinition { Target = target, Published = hostPort?.ToString(CultureInfo.InvariantCulture), HostIp = hostIp };
        return service with { Ports = service.Ports.Add(port) };
    }

    /// <summary>Mounts a volume of the project.</summary>
    /// <param name="service">The service.</param>
    /// <param name="volume">The key of the volume.</param>
    /// <param name="target">The absolute path inside the container.</param>
    public static ServiceDefinition Mount(this ServiceDefinition service, string volume, string target)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service with { Mounts = service.Mounts.Add(new VolumeMount(volume, target)) };
    }

    /// <summary>Sets an environment variable.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null removes the image's variable of that name.</param>
    public static ServiceDefinition Set(this ServiceDefinition service, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service with { Environment = service.Environment.SetItem(name, value) };
    }
}
