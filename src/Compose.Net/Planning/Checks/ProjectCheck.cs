using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds what makes a plan impossible before it is begun: broken references, names that others hold, externals that are missing.</summary>
internal static class ProjectCheck
{
    private const int ShortId = 12;

    public static void Check(ComposeProject project, ObservedState observed, ReconcileOptions options, DependencyGraph graph, PlanBuilder plan)
    {
        CycleCheck.Check(graph, plan);
        if (project.IsFound && project.Services.Values.Any(service => service.Scale > 0))
        {
            plan.Error(DiagnosticCodes.ProjectFromLabels, $"Project \"{project.Name}\" was put together from labels, which do not say what its containers are made of: bringing it up would replace them by empty ones. Load its compose file, or take it down, start, stop or restart it as it is.");
            return;
        }

        CopyCheck.Check(project, observed, plan);
        BlockCheck.Check(project, plan);
        CheckBuilt(project, plan);
        CheckReferences(project, plan);
        WiringCheck.Check(project, observed, plan);
        RuntimeCheck.Check(project, observed.Engine, plan);
        CheckContainerNames(project, observed, options, plan);
        CheckNetworks(project, observed, plan);
        DriverCheck.Check(project, observed, plan);
        Ipv6IsolationCheck.Check(project, observed, plan);
        CheckVolumes(project, observed, plan);
    }

    // What a file is checked for when it is loaded, where it would be passed over in silence here.
    private static void CheckBuilt(ComposeProject project, PlanBuilder plan)
    {
        foreach (ServiceDefinition service in project.Services.Values)
        {
            if (service.Scale < 0)
            {
                plan.Error(DiagnosticCodes.InvalidValue, FormattableString.Invariant($"Service \"{service.Name}\" has the scale {service.Scale}. Give a number from 0 up."), "services", service.Name, "scale");
            }

            foreach (PortDefinition port in service.Ports.Where(port => !string.IsNullOrEmpty(port.HostIp) && !IPAddress.TryParse(port.HostIp, out _)))
            {
                plan.Error(DiagnosticCodes.InvalidValue, $"Service \"{service.Name}\" publishes a port on \"{port.HostIp}\", which is no IP address, and the engine would publish it on all. Write one such as 127.0.0.1.", "services", service.Name, "ports");
            }
        }
    }

    private static void CheckReferences(ComposeProject project, PlanBuilder plan)
    {
        foreach (ServiceDefinition service in project.Services.Values.Where(service => service.Scale > 0))
        {
            ImageNameCheck.Check(project, service, plan);
            foreach (string network in service.Networks.Keys.Where(key => !project.Networks.ContainsKey(key)))
            {
                plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" uses network \"{network}\", which the project does not define. Add it to the project's networks.", "services", service.Name, "networks", network);
            }

            foreach (VolumeMount mount in service.Mounts.OfType<VolumeMount>().Where(mount => mount.Source is { } key && !project.Volumes.ContainsKey(key)))
            {
                plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" mounts volume \"{mount.Source}\", which the project does not define. Add it to the project's volumes.", "services", service.Name, "volumes");
            }

            foreach (string owner in service.NamespaceOwners.Where(name => project.Services.GetValueOrDefault(name) is not { Scale: > 0 }))
            {
                string what = service.NetworkMode is NetworkMode.Service network && network.Name == owner ? "the network" : "a namespace";
                plan.Error(DiagnosticCodes.UndefinedReference, $"Service \"{service.Name}\" shares {what} of service \"{owner}\", which has no container. Add that service, or raise its scale.", "services", service.Name);
            }
        }
    }

    private static void CheckContainerNames(ComposeProject project, ObservedState observed, ReconcileOptions options, PlanBuilder plan)
    {
        var foreign = observed.ForeignContainerNames.ToHashSet(StringComparer.Ordinal);
        var staying = observed.Containers
            .Where(container => container.OneOff || !project.Services.ContainsKey(container.Service))
            .GroupBy(container => container.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ServiceDefinition service in project.Services.Values)
        {
            for (int number = 1; number <= service.Scale; number++)
            {
                string name = ContainerNames.Of(project, service, number);
                if (!taken.TryAdd(name, service.Name))
                {
                    plan.Error(DiagnosticCodes.DuplicateContainerName, $"Container name \"{name}\" is wanted by service \"{taken[name]}\" and by service \"{service.Name}\". Give each container a name of its own.", "services", service.Name, "container_name");
                }
                else if (foreign.Contains(name))
                {
                    plan.Error(DiagnosticCodes.ForeignContainer, $"Container name \"{name}\" of service \"{service.Name}\" is taken by a container that does not belong to project \"{project.Name}\". Remove that container, or give the service another container_name.", "services", service.Name, "container_name");
                }
                else if (staying.TryGetValue(name, out ObservedContainer? orphan) && !(options.RemoveOrphans && ReconcileContext.IsOrphan(orphan, project, options)))
                {
                    string holder = orphan.OneOff ? "a container that \"run\" made. Remove that one first"
                        : project.DisabledServices.ContainsKey(orphan.Service) ? $"a container of service \"{orphan.Service}\". Remove that one first"
                        : $"a container of service \"{orphan.Service}\", which is not in the file any more. Remove orphans first";
                    plan.Error(DiagnosticCodes.ForeignContainer, $"Container name \"{name}\" of service \"{service.Name}\" is taken by {holder}, or give the service another container_name.", "services", service.Name, "container_name");
                }
            }
        }
    }

    private static void CheckNetworks(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        var used = project.Services.Values.Where(service => service.Scale > 0).SelectMany(service => service.Networks.Keys).ToHashSet(StringComparer.Ordinal);
        ILookup<string, ObservedNetwork> byName = observed.Networks.ToLookup(network => network.Name, StringComparer.Ordinal);
        foreach (NetworkDefinition network in project.Networks.Values)
        {
            ObservedNetwork[] found = [.. byName[network.Name]];
            if (network.External)
            {
                if (found.Length > 1 && used.Contains(network.Key))
                {
                    plan.Error(DiagnosticCodes.AmbiguousNetwork, $"Network \"{network.Name}\" is declared external, but the engine has {found.Length} of that name: {string.Join(", ", found.Select(candidate => candidate.Id))}. Remove all but one by its id.", "networks", network.Key, "name");
                }
                else if (found.Length == 0 && used.Contains(network.Key) && !observed.Host.IsWorker)
                {
                    // A worker learns of a swarm's network when the first container on it starts, and says then if there is none.
                    string wayOut = observed.Networks.FirstOrDefault(candidate => network.Name.Length >= ShortId && candidate.Id.StartsWith(network.Name, StringComparison.Ordinal)) is { } meant
                        ? $"This is the id of network \"{meant.Name}\": write that name."
                        : "Create it, or remove \"external: true\" so that the project makes its own.";
                    plan.Error(DiagnosticCodes.MissingExternalNetwork, $"Network \"{network.Name}\" is declared external, but the engine has none of that name. {wayOut}", "networks", network.Key, "external");
                }
            }
            else if (found.FirstOrDefault(candidate => candidate.Labels.GetValueOrDefault(Labels.Project) != project.Name) is { } foreign)
            {
                string owner = foreign.Labels.GetValueOrDefault(Labels.Project) is { } other ? $"belongs to project \"{other}\"" : "belongs to no project";
                plan.Error(DiagnosticCodes.ForeignNetwork, $"Network \"{network.Name}\" exists already and {owner}. Set \"external: true\" to use it as it is, or give this one another name.", "networks", network.Key, "name");
            }
        }
    }

    private static void CheckVolumes(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        var existing = observed.Volumes.Select(volume => volume.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string?> used = [.. project.Services.Values.Where(service => service.Scale > 0).SelectMany(service => service.Mounts.OfType<VolumeMount>()).Select(mount => mount.Source)];
        foreach (VolumeDefinition volume in project.Volumes.Values.Where(volume => volume.External && used.Contains(volume.Key) && !existing.Contains(volume.Name)))
        {
            plan.Error(DiagnosticCodes.MissingExternalVolume, $"Volume \"{volume.Name}\" is declared external, but the engine has none of that name. Create it, or remove \"external: true\" so that the project makes its own.", "volumes", volume.Key, "external");
        }
    }
}
