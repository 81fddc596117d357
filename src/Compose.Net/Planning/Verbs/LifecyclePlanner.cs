using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Writes the steps of the verbs that work on containers as they are.</summary>
internal sealed class LifecyclePlanner
{
    private readonly LifecycleScope _scope;
    private readonly ReconcileContext _context;
    private readonly ContainerSteps _steps;
    private readonly Readiness _readiness;
    private readonly PreStartSteps _preStart;
    private readonly ILookup<string, ObservedContainer> _containers;
    private readonly ILookup<string, ObservedContainer> _oneOffs;

    // The services whose processes, and so namespaces, are made anew.
    private readonly HashSet<string> _renewed = new(StringComparer.Ordinal);

    // The containers that the plan starts or lets go on.
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public LifecyclePlanner(LifecycleScope scope, ObservedState observed, ReconcileOptions options, PlanBuilder plan)
    {
        _scope = scope;
        ObservedContainer[] usable = [.. observed.Containers.Where(container => container.State != ContainerState.Removing).OrderBy(container => container.Number).ThenBy(container => container.Name, StringComparer.Ordinal)];
        _containers = usable.Where(container => !container.OneOff && !container.Labels.ContainsKey(Labels.Hook)).ToLookup(container => container.Service, StringComparer.Ordinal);
        _oneOffs = usable.Where(container => container.OneOff).ToLookup(container => container.Service, StringComparer.Ordinal);
        _context = new ReconcileContext(new Selection(scope.Project, []), observed, options, scope.Graph, plan, Decide(usable.Where(container => container.Labels.ContainsKey(Labels.Hook)).ToLookup(container => container.Service, StringComparer.Ordinal)));
        _steps = new ContainerSteps(_context);
        _readiness = new Readiness(_context);
        _preStart = new PreStartSteps(_context, _steps, new ImagePlanner(_context, _steps));
    }

    public void Start(ImmutableHashSet<string> named, bool wait)
    {
        var sleeping = new Dictionary<string, ObservedContainer[]>(StringComparer.Ordinal);
        foreach (ServiceDecision decision in InStartOrder())
        {
            CheckContainers(decision);
            sleeping.Add(decision.Service.Name, Sleeping(decision, named.Contains(decision.Service.Name)));
        }

        // A namespace ends with its owner's process, and a sharer that ran on would be left without. It stops before the owner starts, so
        // that whatever is cut off in between is seen the next time.
        foreach (string sharer in _scope.Graph.StartOrder.Reverse().Where(name => _renewed.Overlaps(_scope.Project.Services[name].NamespaceOwners)))
        {
            foreach (ObservedContainer container in sleeping.GetValueOrDefault(sharer, []))
            {
                _steps.Stop(container, new Reason("shares a namespace that is made anew"));
            }
        }

        foreach (ServiceDecision decision in InStartOrder())
        {
            Begin(decision, sleeping[decision.Service.Name]);
        }

        if (wait)
        {
            foreach (ServiceDecision decision in InStartOrder().Where(decision => _scope.Targets.Contains(decision.Service.Name)))
            {
                _readiness.AwaitAll(decision);
            }
        }
    }

    public void Stop(string why = "was asked to stop") => DependentsFirst((container, dependents) => _steps.Stop(container, new Reason(why), after: dependents));

    public void Restart()
    {
        Stop("was asked to restart");
        foreach (ServiceDecision decision in InStartOrder().Where(decision => _scope.Targets.Contains(decision.Service.Name)))
        {
            Begin(decision, [.. decision.Replicas.Select(replica => replica.Current!).Where(container => container.State != ContainerState.Dead)]); // All are there.
        }
    }

    public void Remove(bool stop) => DependentsFirst((container, dependents) =>
        stop || !container.IsActive ? _steps.Remove(container, new Reason(container.IsActive ? "was asked to go" : $"is {Word(container)}"), after: dependents) : null);

    public void Kill(string signal, bool removeOrphans)
    {
        if (Signals.Find(signal) is not { } known)
        {
            _context.Plan.Error(DiagnosticCodes.InvalidSignal, $"There is no signal \"{signal}\". Give a name such as SIGHUP or TERM, or a number from 1 to 64.");
            return;
        }

        var reason = new Reason("was asked for");
        DependentsFirst(
            (container, dependents) => container.IsActive ? _context.Plan.Add(new KillContainer(container.Name, container.Id, known), reason, service: container.Service, after: dependents) : null,
            withOneOffs: true);
        foreach (ObservedContainer orphan in removeOrphans ? _context.Orphans : [])
        {
            int? killed = orphan.IsActive ? _context.Plan.Add(new KillContainer(orphan.Name, orphan.Id, known), reason, service: orphan.Service) : null;
            _steps.Remove(orphan, new Reason("its service is not in the file any more"), PlanBuilder.Step(killed));
        }
    }

    public void Pause() => DependentsFirst((container, dependents) =>
    {
        if (container.State == ContainerState.Restarting)
        {
            _context.Plan.Warn(DiagnosticCodes.CannotBePaused, $"Container \"{container.Name}\" is restarting, and has no process at the moment that could be paused. Stop it instead, or pause it when it runs.");
        }

        return container.State == ContainerState.Running ? _context.Plan.Add(new PauseContainer(container.Name, container.Id), new Reason("was asked to pause"), service: container.Service, after: dependents) : null;
    });

    public void Unpause() => Walk(_scope.Graph.StartOrder, _scope.Graph.DependenciesOf, (container, dependencies) => container.State == ContainerState.Paused
        ? _context.Plan.Add(new UnpauseContainer(container.Name, container.Id), new Reason("is paused"), service: container.Service, after: dependencies)
        : null);

    // Those to start. A sharer of a namespace that is made anew starts again, whether it was asked for or not.
    private ObservedContainer[] Sleeping(ServiceDecision decision, bool named)
    {
        ServiceDefinition service = decision.Service;
        bool renewed = _renewed.Overlaps(service.NamespaceOwners);
        bool asked = _scope.Targets.Contains(service.Name);
        bool mayRest = _readiness.IsOneShot(service.Name) && !named;
        ObservedContainer[] sleeping = [.. decision.Replicas
            .Select(replica => replica.Current!) // All are there.
            .Where(container => container.State switch
            {
                ContainerState.Running or ContainerState.Restarting => renewed,
                ContainerState.Paused => renewed || asked,
                ContainerState.Exited => asked && !(mayRest && container.ExitCode == 0),
                ContainerState.Created => asked,
                _ => false,
            })];
        if (sleeping.Any(container => renewed || container.State != ContainerState.Paused))
        {
            _renewed.Add(service.Name);
        }

        return sleeping;
    }

    private void CheckContainers(ServiceDecision decision)
    {
        ServiceDefinition service = decision.Service;
        if (!_scope.Targets.Contains(service.Name))
        {
            return;
        }

        if (IsMissing(service.Name))
        {
            _context.Plan.Warn(DiagnosticCodes.ServiceWithoutContainer, $"Service \"{service.Name}\" has no container, so there is nothing to start. Bring it up instead.");
        }
        else if (service.DependsOn.FirstOrDefault(entry => entry.Value.Required && IsMissing(entry.Key)).Key is { } dependency)
        {
            _context.Plan.Error(DiagnosticCodes.ServiceWithoutContainer, $"Service \"{service.Name}\" depends on service \"{dependency}\", which has no container. Bring it up instead.");
        }
    }

    private bool IsMissing(string service) =>
        _scope.Project.Services.GetValueOrDefault(service) is { Scale: > 0, Provider: null } && !_containers[service].Any();

    private void Begin(ServiceDecision decision, ObservedContainer[] containers)
    {
        if (containers.Length == 0)
        {
            return;
        }

        ServiceDefinition service = decision.Service;
        if (containers.FirstOrDefault(container => !OwnersRun(service, container)) is { } orphaned)
        {
            string owners = string.Join("\" or \"", service.NamespaceOwners);
            _context.Plan.Error(DiagnosticCodes.ServiceWithoutContainer, $"Container \"{orphaned.Name}\" shares a namespace of a container of service \"{owners}\" that does not run. Start that service too, or bring both up where the container is gone.");
            return;
        }

        BlockCheck.CheckHooks(service, _context.Plan);
        (ImmutableArray<int> required, ImmutableArray<int> after) = _readiness.Of(service);
        int[] sharers = [.. _scope.SharersOf(service.Name).SelectMany(sharer => _containers[sharer]).SelectMany(container => PlanBuilder.Step(_steps.Stopped(container)))];
        int[] stops = [.. containers.SelectMany(container => PlanBuilder.Step(_steps.Stopped(container)))];
        ImmutableArray<int> hooks = _preStart.Write(decision, HookPlace.Beside(decision.Replicas[0].Current!), [.. required, .. sharers, .. stops], after); // All are there.
        foreach (ObservedContainer container in containers)
        {
            int? stopped = _steps.Stopped(container);
            bool goesOn = container.State == ContainerState.Paused && stopped is null;
            int step = StartSteps.Write(
                _context,
                service,
                container.Name,
                goesOn ? new UnpauseContainer(container.Name, container.Id) : new StartContainer(container.Name),
                new Reason(stopped is null ? $"is {Word(container)}" : "was stopped to start again"),
                [.. required, .. sharers, .. hooks, .. PlanBuilder.Step(stopped)],
                after);
            _readiness.Started(service.Name, container.Name, step);
            _begun.Add(container.Id);
        }
    }

    // The engine keeps the one container whose namespace it is, among several of a service.
    private bool OwnersRun(ServiceDefinition service, ObservedContainer sharer) =>
        !service.NamespaceOwners.Any()
        || new[] { sharer.NetworkMode, sharer.IpcMode, sharer.PidMode }
            .Select(ContainerMode.ContainerIn)
            .OfType<string>()
            .All(owner => _context.Observed.Containers.Any(container => (container.Id == owner || container.Name == owner)
                && (_begun.Contains(container.Id) || (container.IsActive && !_steps.IsStopped(container)))));

    private void DependentsFirst(Func<ObservedContainer, int[], int?> write, bool withOneOffs = false) =>
        Walk(_scope.Graph.StartOrder.Reverse(), _scope.Graph.DependentsOf, write, withOneOffs);

    // A service without a step of its own passes on what it would have waited for.
    private void Walk(IEnumerable<string> order, Func<string, ImmutableArray<string>> before, Func<ObservedContainer, int[], int?> write, bool withOneOffs = false)
    {
        var last = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (string name in order)
        {
            int[] awaited = [.. before(name).SelectMany(other => last[other]).Distinct()];
            int[] own = [.. Of(name).SelectMany(container => PlanBuilder.Step(write(container, awaited)))];
            last.Add(name, own.Length > 0 ? own : awaited);
        }

        IEnumerable<ObservedContainer> Of(string name) => !_scope.Targets.Contains(name) ? []
            : withOneOffs ? _containers[name].Concat(_oneOffs[name])
            : _containers[name];
    }

    private IEnumerable<ServiceDecision> InStartOrder() =>
        _scope.Graph.StartOrder.Where(_context.Decisions.ContainsKey).Select(name => _context.Decisions[name]);

    // Every container that is there stays, but for one of a hook that failed, which a new one takes the name of. Services that the verb is not about are nobody's to wait for.
    private Dictionary<string, ServiceDecision> Decide(ILookup<string, ObservedContainer> leftovers) => _scope.Targets.Union(_scope.Sharers).ToDictionary(
        name => name,
        name => new ServiceDecision(
            _scope.Project.Services[name],
            new FieldMap.Builder().Build(),
            [.. _containers[name].Select(container => new Replica(container.Number, container.Name, container, null))],
            [.. leftovers[name].Select(container => (container, new Reason("is left of a hook")))]),
        StringComparer.Ordinal);

    private static string Word(ObservedContainer container) => container.State.ToString().ToLowerInvariant();
}
