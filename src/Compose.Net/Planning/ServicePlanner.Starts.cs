using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <content>How the containers of a service are started, and what is run before and after.</content>
internal sealed partial class ServicePlanner
{
    private void Start(ServiceDecision decision, List<PendingStart> starts, int[] surplus, ImmutableArray<int> after)
    {
        if (context.Options.CreateOnly)
        {
            return;
        }

        ServiceDefinition service = decision.Service;
        ImmutableArray<int> hooks = RunPreStart(decision, starts, surplus, after);
        foreach (PendingStart start in starts)
        {
            _readiness.Started(
                service.Name,
                start.Replica.Name,
                StartSteps.Write(context, service, start.Replica.Name, start.Operation, start.Reason, [.. start.Before, .. hooks], after));
        }
    }

    // Once for the service, and only while none of its containers runs.
    private ImmutableArray<int> RunPreStart(ServiceDecision decision, List<PendingStart> starts, int[] surplus, ImmutableArray<int> after)
    {
        ServiceDefinition service = decision.Service;
        if (service.PreStart.IsEmpty || starts.Count == 0 || decision.Replicas.Any(replica => replica.IsKept && replica.Current!.IsActive && containers.Stopped(replica.Current) is null))
        {
            return [];
        }

        var reason = new Reason("runs before the first start");
        ImmutableArray<int> before = [.. starts.SelectMany(start => start.Before), .. surplus];
        for (int i = 0; i < service.PreStart.Length; i++)
        {
            string name = $"{context.Project.Name}-{service.Name}-pre_start-{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            int[] made = MakeForHook(service, service.PreStart[i], name, decision.Replicas[0].Name, reason, before, after);
            int started = context.Plan.Add(new StartContainer(name), reason, [.. made, .. StartSteps.Copy(context, service, name, made, after)], service.Name, after);
            int ended = context.Plan.Add(new WaitUntilCompleted(name), reason, [started], service.Name, after);

            // One that failed stays to be looked at, and goes with the next plan.
            before = [context.Plan.Add(new RemoveContainer(name, name, RemoveAnonymousVolumes: true), new Reason("has done its work"), [ended], service.Name, after)];
        }

        return before;
    }

    private int[] MakeForHook(ServiceDefinition service, HookDefinition hook, string name, string replica, Reason reason, ImmutableArray<int> before, ImmutableArray<int> after)
    {
        ServiceDefinition run = ForHook(service, hook);

        // Peers must not find the hook under the service's name, nor lose a fixed address to it.
        ImmutableArray<ContainerEndpoint> endpoints =
        [
            .. EndpointWish.Of(context.Project, service, replica).Select(endpoint =>
                endpoint with { Aliases = [name], Ipv4Address = null, Ipv6Address = null, MacAddress = null, LinkLocalAddresses = [] }),
        ];
        bool severalAtOnce = context.Observed.Engine.MultipleEndpointsAtCreate;
        var container = new ContainerDefinition
        {
            Name = name,
            Number = 0,
            Service = run,
            VolumesFrom = [replica],
            NetworkMode = EngineNetworkMode(service, endpoints),
            IpcMode = EngineIpcMode(service),
            PidMode = EnginePidMode(service),
            Endpoints = severalAtOnce ? endpoints : [.. endpoints.Take(1)],
            Labels = ResourceLabels.OfHook(context.Project, service),
        };
        int created = context.Plan.Add(
            new CreateContainer(container),
            reason,
            [.. before, .. service.NamespaceOwners.SelectMany(owner => NamedStep(OwnerName(owner))), .. PlanBuilder.Step(images.Before(hook.Image is null ? service : run)), .. PlanBuilder.Step(containers.FreeName(name, null))],
            service.Name,
            after);
        return [created, .. (severalAtOnce ? [] : endpoints.Skip(1)).Select(endpoint => context.Plan.Add(new ConnectContainer(name, endpoint), reason, [created], service.Name))];
    }

    // Its health does not matter, and it is never started twice.
    private ServiceDefinition ForHook(ServiceDefinition service, HookDefinition hook) => service with
    {
        Image = hook.Image ?? ImageNames.Of(context.Project, service),
        Command = hook.Command ?? service.Command,
        Entrypoint = hook.Image is null ? service.Entrypoint : null,
        User = hook.User ?? service.User,
        WorkingDirectory = hook.WorkingDirectory ?? service.WorkingDirectory,
        Privileged = hook.Privileged || service.Privileged,
        Environment = service.Environment.SetItems(hook.Environment.Where(variable => variable.Value is not null)),
        Healthcheck = new HealthcheckDefinition { Disabled = true },
        Restart = null,
        Deploy = service.Deploy is { } deploy ? deploy with { RestartPolicy = null } : null,
        Ports = [],
        Expose = [],
        ContainerName = null,
        Hostname = null,
        PreStart = [],
        PostStart = [],
        PreStop = [],
    };
}
