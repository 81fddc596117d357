using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds what this engine cannot wire: settings that it is too old for, that contradict each other, or that refer to what is not there.</summary>
internal static class WiringCheck
{
    public static void Check(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        CheckSharedNames(project, plan);
        foreach (ServiceDefinition service in project.Services.Values.Where(service => service.Scale > 0))
        {
            CheckSources(service, project, observed, plan);
            CheckEndpoints(service, project, observed.Engine, plan);
            foreach (MountDefinition mount in service.Mounts)
            {
                CheckMount(service, mount, observed.Engine, plan);
            }
        }

        foreach (NetworkDefinition network in project.Networks.Values.Where(network => network is { EnableIpv4: false, External: false } && !observed.Engine.NetworkWithoutIpv4))
        {
            plan.Warn(DiagnosticCodes.BeyondEngine, $"Network \"{network.Name}\" is to do without IPv4, which this engine does not know before version 28 (API 1.48); it gets IPv4 as well. Use a newer engine, or remove \"enable_ipv4\".", "networks", network.Key, "enable_ipv4");
        }
    }

    // Two keys may stand for one network, but then they must say the same.
    private static void CheckSharedNames(ComposeProject project, PlanBuilder plan)
    {
        foreach (IGrouping<string, NetworkDefinition> group in project.Networks.Values.GroupBy(network => network.Name, StringComparer.Ordinal))
        {
            NetworkDefinition first = group.First();
            foreach (NetworkDefinition other in group.Skip(1))
            {
                if (other.External != first.External || !NetworkIdentity.Of(other).ChangesSince(NetworkIdentity.Of(first)).IsEmpty)
                {
                    plan.Error(DiagnosticCodes.ContradictorySettings, $"The networks \"{first.Key}\" and \"{other.Key}\" are one network on the engine, \"{first.Name}\", but have different settings. Give them the same, or names of their own.", "networks", other.Key);
                }
            }
        }
    }

    private static void CheckSources(ServiceDefinition service, ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        foreach (string source in service.VolumesFrom.OfType<VolumesFrom.Service>().Select(source => source.Name).Where(name => project.Services.GetValueOrDefault(name) is not { Scale: > 0 }))
        {
            plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" takes over the mounts of service \"{source}\", which has no container. Add that service, or raise its scale.", "services", service.Name, "volumes_from");
        }

        foreach (LinkDefinition link in service.Links.Where(link => project.Services.GetValueOrDefault(link.Target) is not { Scale: > 0 }))
        {
            plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" is linked to service \"{link.Target}\", which has no container. Add that service, or raise its scale.", "services", service.Name, "links");
        }

        if (service.NetworkMode is { IsEnginesBridge: false } && (!service.Links.IsEmpty || !service.ExternalLinks.IsEmpty))
        {
            plan.Warn(DiagnosticCodes.ContradictorySettings, $"The links of service \"{service.Name}\" have no effect with the network mode {service.NetworkMode}. Remove them, or plug the service into networks.", "services", service.Name, "links");
        }

        foreach (string container in service.NamedContainers)
        {
            if (!IsThere(container, observed))
            {
                plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" needs container \"{container}\", which the engine does not have. Start it first, or correct its name.", "services", service.Name);
            }
        }
    }

    // What looks like an id is left to the engine: only names are observed of what is not the project's own.
    private static bool IsThere(string container, ObservedState observed) =>
        (container.Length >= 12 && container.All(char.IsAsciiHexDigit))
        || observed.ForeignContainerNames.Contains(container, StringComparer.Ordinal)
        || observed.Containers.Any(own => own.Name == container);

    private static void CheckEndpoints(ServiceDefinition service, ComposeProject project, EngineCapabilities engine, PlanBuilder plan)
    {
        if (service.NetworkMode is not null)
        {
            return;
        }

        bool primary = true;
        foreach (JoinedNetwork network in JoinedNetwork.Of(project, service))
        {
            EndpointDefinition settings = network.Settings;
            if (network.Entries.Length > 1)
            {
                CheckAgreement(service, network, plan);
            }

            if (!primary && !engine.EndpointMacAddress && settings.MacAddress is not null)
            {
                plan.Error(DiagnosticCodes.BeyondEngine, $"Service \"{service.Name}\" wants a MAC address on network \"{network.Name}\", which is not its primary one; that needs engine 25 (API 1.44). Use a newer engine, or give that network the highest \"priority\".", "services", service.Name, "networks", network.Entries[0].Key, "mac_address");
            }

            if (!engine.InterfaceName && settings.InterfaceName is not null)
            {
                plan.Error(DiagnosticCodes.BeyondEngine, $"Service \"{service.Name}\" names its interface on network \"{network.Name}\", which needs engine 28.1 (API 1.49). Use a newer engine, or remove \"interface_name\".", "services", service.Name, "networks", network.Entries[0].Key, "interface_name");
            }

            if (!engine.GatewayPriority && network.Entries.Any(entry => entry.Value.GatewayPriority != 0))
            {
                plan.Warn(DiagnosticCodes.BeyondEngine, $"The \"gw_priority\" of service \"{service.Name}\" on network \"{network.Name}\" needs engine 28 (API 1.48); this one chooses the gateway by itself. Use a newer engine, or remove it.", "services", service.Name, "networks", network.Entries[0].Key, "gw_priority");
            }

            primary = false;
        }
    }

    private static void CheckAgreement(ServiceDefinition service, JoinedNetwork network, PlanBuilder plan)
    {
        (string Key, Func<EndpointDefinition, string?> Value)[] settings =
        [
            ("ipv4_address", endpoint => endpoint.Ipv4Address),
            ("ipv6_address", endpoint => endpoint.Ipv6Address),
            ("mac_address", endpoint => endpoint.MacAddress is { } address ? HardwareAddress.Canonical(address) : null),
            ("interface_name", endpoint => endpoint.InterfaceName),
        ];
        foreach ((string key, Func<EndpointDefinition, string?> value) in settings)
        {
            string[] values = [.. network.Entries.Select(entry => value(entry.Value)).OfType<string>().Distinct(StringComparer.Ordinal)];
            if (values.Length > 1)
            {
                plan.Error(DiagnosticCodes.ContradictorySettings, $"Service \"{service.Name}\" has several values of \"{key}\" on network \"{network.Name}\", which two of its networks stand for: {string.Join(", ", values)}. Keep one of them.", "services", service.Name, "networks");
            }
        }
    }

    private static void CheckMount(ServiceDefinition service, MountDefinition mount, EngineCapabilities engine, PlanBuilder plan)
    {
        string? problem = mount switch
        {
            VolumeMount { Subpath: not null } when !engine.VolumeSubpath => "mounts a folder of a volume, which needs engine 26 (API 1.45). Use a newer engine, or mount the whole volume.",
            ImageMount when !engine.ImageMounts => "mounts the files of an image, which needs engine 28 (API 1.48). Use a newer engine, or copy them into a volume.",
            BindMount { Recursive: "readonly" } when !engine.RecursiveReadOnly => "must not write to mounts below a bind mount, which needs engine 25 (API 1.44). Use a newer engine, or remove \"recursive\".",
            BindMount { Recursive: "readonly", ReadOnly: false } => "has \"recursive: readonly\" on a bind mount that can be written. Add \"read_only: true\".",
            VolumeMount { SelinuxLabel: not null, Subpath: not null } => "relabels a folder of a volume, which no engine does. Relabel the whole volume, or remove z.",
            _ => null,
        };
        if (problem is not null)
        {
            plan.Error(DiagnosticCodes.BeyondEngine, $"Service \"{service.Name}\" at \"{mount.Target}\" {problem}", "services", service.Name, "volumes");
        }
    }
}
