using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Planning;

/// <summary>Plans one container beside a service's own: what it needs is brought up as by any plan, and it is made last, but not started. Pure.</summary>
internal static class OneOffPlanner
{
    public static Plan Plan(ComposeProject project, ObservedState observed, OneOffRequest request)
    {
        var builder = new PlanBuilder(project.Places);
        ReconcileOptions options = request.Options;
        (project, request) = Placed(project, observed, request, builder);
        ComposeProject surroundings = Surroundings(project, request);

        // All that is checked of a service is checked of this container.
        ComposeProject complete = surroundings with { Services = surroundings.Services.SetItem(request.Service.Name, Checked(surroundings, request)) };
        if (!builder.HasErrors)
            CheckName(observed, request, builder);
        if (!builder.HasErrors)
            ProjectCheck.Check(complete, observed, options, DependencyGraph.From(complete), builder);
        if (builder.HasErrors)
            return builder.Build(project, options) with { Origin = null };

        DependencyGraph graph = DependencyGraph.From(surroundings);
        var decisions = new ServiceDecider(surroundings, [], observed, options).Decide(graph);
        var context = new ReconcileContext(new Selection(surroundings, []), observed, options, graph, builder, decisions);
        var planners = new Planners(context);
        foreach (string name in graph.StartOrder.Where(name => decisions[name].Replicas.Any(replica => !replica.IsKept)))
            planners.Images.Renew(surroundings.Services[name]);

        planners.Images.Renew(request.Service);
        planners.Services.RemoveOrphans();
        planners.Volumes.Create();
        planners.Networks.Prepare();
        planners.Services.BringUp();
        planners.Services.CreateOneOff(request);
        planners.CheckOthers();
        return builder.Build(project, options) with { Origin = null };
    }

    // The networks are where "up" has them or would put them, with room for this container too.
    private static (ComposeProject Project, OneOffRequest Request) Placed(ComposeProject project, ObservedState observed, OneOffRequest request, PlanBuilder builder)
    {
        string beside = $"{request.Name} (run)"; // No service can have that name.
        ComposeProject both = project with { Services = project.Services.Add(beside, request.Service) };
        ComposeProject placed = AddressPlanner.Place(both, observed, request.Options.Addresses, builder, keepsNetworks: request.Options.Recreation == Recreation.Never);
        return (placed with { Services = placed.Services.Remove(beside) }, request with { Service = placed.Services[beside] });
    }

    // A service's container would make room for another of the service, but not for this one.
    private static void CheckName(ObservedState observed, OneOffRequest request, PlanBuilder builder)
    {
        if (observed.Containers.FirstOrDefault(container => container.Name == request.Name && container.Service == request.Service.Name) is { } holder)
        {
            string whose = holder.OneOff ? "a container that \"run\" made before" : $"a container of service \"{holder.Service}\"";
            builder.Error(DiagnosticCodes.ForeignContainer, $"The name \"{request.Name}\" is taken by {whose}. Give the new container another name, or remove that one.");
        }
    }

    // The service's own containers are left as they are, and with them all services that have no part in this.
    private static ComposeProject Surroundings(ComposeProject project, OneOffRequest request)
    {
        HashSet<string> part = Needed(project, request);
        ServiceDefinition[] services = [.. project.Services.Values.Where(service => part.Contains(service.Name))];
        ServiceDefinition[] all = [.. services, request.Service];
        HashSet<string> networks = [.. all.SelectMany(service => service.Networks.Keys)];
        HashSet<string?> volumes = [.. all.SelectMany(service => service.Mounts.OfType<VolumeMount>()).Select(mount => mount.Source)];
        return project with
        {
            Services = Ordinal.Map<ServiceDefinition>().AddRange(services.Select(service => KeyValuePair.Create(service.Name, service))),
            DisabledServices = project.DisabledServices.SetItems(project.Services.Where(service => !part.Contains(service.Key))),
            Networks = Ordinal.Map<NetworkDefinition>().AddRange(project.Networks.Where(network => networks.Contains(network.Key))),
            Volumes = Ordinal.Map<VolumeDefinition>().AddRange(project.Volumes.Where(volume => volumes.Contains(volume.Key))),
        };
    }

    private static HashSet<string> Needed(ComposeProject project, OneOffRequest request)
    {
        HashSet<string> needed = Closure.Of(
            DirectlyNeeded(request.Service, request.WithDependencies).Where(project.Services.ContainsKey),
            name => DirectlyNeeded(project.Services[name], withDependencies: true).Where(project.Services.ContainsKey));
        needed.Remove(request.Service.Name);
        return needed;
    }

    // Without its dependencies a container can be made, but not without the containers that its own settings name.
    private static IEnumerable<string> DirectlyNeeded(ServiceDefinition service, bool withDependencies) =>
        (withDependencies ? service.DependsOn.Keys : [])
            .Concat(service.NamespaceOwners)
            .Concat(service.VolumesFrom.OfType<VolumesFrom.Service>().Select(source => source.Name))
            .Concat(withDependencies ? service.Links.Select(link => link.Target) : []);

    private static ServiceDefinition Checked(ComposeProject surroundings, OneOffRequest request) => request.Service with
    {
        ContainerName = request.Name,
        Scale = 1,
        DependsOn = Ordinal.Map<DependencyDefinition>().AddRange(request.Service.DependsOn.Where(dependency => surroundings.Services.ContainsKey(dependency.Key))),
        Links = [.. request.Service.Links.Where(link => surroundings.Services.ContainsKey(link.Target))],
    };
}
