using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Knows which steps bring a service to a condition, and writes the waiting steps, each once.</summary>
internal sealed class Readiness
{
    private readonly ReconcileContext _context;
    private readonly Dictionary<string, Dictionary<string, int>> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Container, DependencyCondition Condition), int> _waits = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _oneShots;
    private readonly HashSet<(string Service, DependencyCondition Condition)> _required;

    public Readiness(ReconcileContext context)
    {
        _context = context;
        (string Service, DependencyDefinition Dependency)[] edges =
            [.. context.Project.Services.Values.SelectMany(service => service.DependsOn, (_, entry) => (entry.Key, entry.Value))];
        _oneShots =
        [
            // Those too that take no part now, as the service that one more container is run of.
            .. context.Project.Services.Values.Concat(context.Project.DisabledServices.Values)
                .SelectMany(service => service.DependsOn)
                .Where(entry => entry.Value.Condition == DependencyCondition.ServiceCompletedSuccessfully)
                .Select(entry => entry.Key),
        ];
        _required = [.. edges.Where(edge => edge.Dependency.Required).Select(edge => (edge.Service, edge.Dependency.Condition))];
    }

    // For all that is waited for: who sets a limit does not wait for a dependency without end.
    private TimeSpan? Limit => _context.Options is { Wait: true, WaitTimeout: { } limit } && limit != Timeout.InfiniteTimeSpan ? limit : null;

    /// <summary>Whether others wait for the service's end: then having ended well is where it should be.</summary>
    public bool IsOneShot(string service) => _oneShots.Contains(service);

    /// <summary>The steps that start containers of the service.</summary>
    public IEnumerable<int> StartsOf(string service) => _starts.TryGetValue(service, out Dictionary<string, int>? steps) ? steps.Values : [];

    /// <summary>Notes the step that starts a container.</summary>
    public void Started(string service, string container, int step)
    {
        if (!_starts.TryGetValue(service, out Dictionary<string, int>? steps))
        {
            steps = new Dictionary<string, int>(StringComparer.Ordinal);
            _starts.Add(service, steps);
        }

        steps[container] = step;
    }

    /// <summary>Notes the step that gives a container its name: who waits for it by name waits for that first.</summary>
    public void Named(string container, int step) => _names[container] = step;

    /// <summary>Returns what must have succeeded, and what must be over, before the service's containers start.</summary>
    public (ImmutableArray<int> Required, ImmutableArray<int> After) Of(ServiceDefinition service)
    {
        ImmutableArray<int>.Builder required = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<int>.Builder after = ImmutableArray.CreateBuilder<int>();
        foreach ((string name, DependencyDefinition dependency) in service.DependsOn)
        {
            if (_context.Decisions.TryGetValue(name, out ServiceDecision? decision) && !_context.IsFrozen(decision))
            {
                (dependency.Required ? required : after).AddRange(decision.Replicas.SelectMany(replica => Steps(decision.Service, replica, dependency.Condition)));
            }
        }

        foreach (string name in service.NamespaceOwners)
        {
            required.AddRange(_starts.GetValueOrDefault(name)?.Values ?? Enumerable.Empty<int>());
        }

        return (required.ToImmutable(), after.ToImmutable());
    }

    /// <summary>Writes waiting steps for all containers of a service that are not ready yet.</summary>
    public void AwaitAll(ServiceDecision decision)
    {
        foreach (Replica replica in decision.Replicas)
        {
            bool starts = StartOf(decision.Service.Name, replica) is not null;
            bool ready = replica.Current is { State: ContainerState.Running, Health: ContainerHealth.None or ContainerHealth.Healthy };
            bool ended = replica.Current is { State: ContainerState.Exited } && !starts;
            if (starts || !(ready || ended))
            {
                Await(decision.Service, replica);
            }
        }
    }

    // A service whose end others wait for is where it should be when it has ended. A wait that must succeed for a dependent serves here too.
    private void Await(ServiceDefinition service, Replica replica)
    {
        TimeSpan? limit = Limit;
        bool oneShot = IsOneShot(service.Name);
        DependencyCondition condition = oneShot ? DependencyCondition.ServiceCompletedSuccessfully : DependencyCondition.ServiceHealthy;
        if (!_waits.ContainsKey((replica.Name, condition)) || !_required.Contains((service.Name, condition)))
        {
            Operation wait = oneShot ? new WaitUntilCompleted(replica.Name) { Within = limit } : new WaitUntilReady(replica.Name) { Within = limit };
            _context.Plan.Add(wait, new Reason("waiting was asked for"), BeforeWaiting(service.Name, replica), service.Name);
        }
    }

    private IEnumerable<int> Steps(ServiceDefinition service, Replica replica, DependencyCondition condition)
    {
        int? start = StartOf(service.Name, replica);
        if (condition == DependencyCondition.ServiceStarted || IsMet(replica.Current, start, condition))
        {
            return start is { } number ? [number] : [];
        }

        if (!_waits.TryGetValue((replica.Name, condition), out int wait))
        {
            Operation operation = condition == DependencyCondition.ServiceHealthy
                ? new WaitUntilHealthy(replica.Name) { Within = Limit }
                : new WaitUntilCompleted(replica.Name) { Within = Limit };
            wait = _context.Plan.Add(
                operation,
                new Reason("others depend on it"),
                BeforeWaiting(service.Name, replica),
                service.Name,
                mayFail: !_required.Contains((service.Name, condition)));
            _waits.Add((replica.Name, condition), wait);
        }

        return [wait];
    }

    private int[] BeforeWaiting(string service, Replica replica)
    {
        if (StartOf(service, replica) is { } start)
        {
            return [start];
        }

        return _names.TryGetValue(replica.Name, out int named) ? [named] : [];
    }

    private static bool IsMet(ObservedContainer? current, int? start, DependencyCondition condition) =>
        start is null && current is not null && condition switch
        {
            DependencyCondition.ServiceHealthy => current.Health == ContainerHealth.Healthy,
            DependencyCondition.ServiceCompletedSuccessfully => current is { State: ContainerState.Exited, ExitCode: 0 },
            _ => true,
        };

    private int? StartOf(string service, Replica replica) =>
        _starts.TryGetValue(service, out Dictionary<string, int>? steps) && steps.TryGetValue(replica.Name, out int step) ? step : null;
}
