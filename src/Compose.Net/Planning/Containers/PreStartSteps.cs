using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Writes the steps of what is run before a service starts: one hook after another, each in a container of its own.</summary>
internal sealed class PreStartSteps(ReconcileContext context, ContainerSteps containers, ImagePlanner images)
{
    /// <summary>Whether the hooks run: once for the service, and only while none of its containers does.</summary>
    public bool AreDue(ServiceDecision decision) =>
        !decision.Service.PreStart.IsEmpty && !decision.Replicas.Any(replica => replica.IsKept && replica.Current!.IsActive && containers.Stopped(replica.Current) is null);

    /// <summary>Returns what the service's containers wait for before they start; nothing where no hook is due.</summary>
    public ImmutableArray<int> Write(ServiceDecision decision, HookPlace place, ImmutableArray<int> before, ImmutableArray<int> after)
    {
        if (!AreDue(decision))
        {
            return [];
        }

        ServiceDefinition service = decision.Service;
        var reason = new Reason("runs before the first start");
        for (int i = 0; i < service.PreStart.Length; i++)
        {
            string name = $"{context.Project.Name}-{service.Name}-pre_start-{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            int[] made = Make(service, service.PreStart[i], name, place, reason, before, after);
            int started = context.Plan.Add(new StartContainer(name), reason, [.. made, .. PlanBuilder.Step(StartSteps.Copy(context, service, name, made, after))], service.Name, after);
            int ended = context.Plan.Add(new WaitUntilCompleted(name), reason, [started], service.Name, after);

            // One that failed stays to be looked at, and goes with the next plan.
            before = [context.Plan.Add(new RemoveContainer(name, name, RemoveAnonymousVolumes: true), new Reason("has done its work"), [ended], service.Name, after)];
        }

        return before;
    }

    private int[] Make(ServiceDefinition service, HookDefinition hook, string name, HookPlace place, Reason reason, ImmutableArray<int> before, ImmutableArray<int> after)
    {
        ServiceDefinition image = HookImages.IsOwn(context.Project, service, hook) ? HookImages.With(service, hook.Image!) : service;

        // Peers must not find the hook under the service's name, nor lose a fixed address to it.
        ImmutableArray<ContainerEndpoint> endpoints = [.. place.Endpoints.Select(endpoint => endpoint.Alone(name))];
        bool severalAtOnce = context.Observed.Engine.MultipleEndpointsAtCreate;
        var container = new ContainerDefinition
        {
            Name = name,
            Number = 0,
            Service = Run(image, service, hook),
            VolumesFrom = [place.Replica],
            NetworkMode = place.NetworkMode,
            IpcMode = place.IpcMode,
            PidMode = place.PidMode,
            Endpoints = severalAtOnce ? endpoints : [.. endpoints.Take(1)],
            Labels = ResourceLabels.OfHook(context.Project, service),
        };
        int created = context.Plan.Add(
            new CreateContainer(container),
            reason,
            [.. before, .. PlanBuilder.Step(images.Before(image)), .. PlanBuilder.Step(containers.FreeName(name, null))],
            service.Name,
            after);
        return [created, .. (severalAtOnce ? [] : endpoints.Skip(1)).Select(endpoint => context.Plan.Add(new ConnectContainer(name, endpoint), reason, [created], service.Name))];
    }

    // Its health does not matter, and it is never started twice.
    private ServiceDefinition Run(ServiceDefinition image, ServiceDefinition service, HookDefinition hook) => service with
    {
        Image = ImageNames.Of(context.Project, image),
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
