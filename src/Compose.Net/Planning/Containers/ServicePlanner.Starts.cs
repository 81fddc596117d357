using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <content>How the containers of a service are started, and what is run before and after.</content>
internal sealed partial class ServicePlanner
{
    private readonly PreStartSteps _preStart = new(context, containers, images);

    private void Start(ServiceDecision decision, List<PendingStart> starts, int[] surplus, ImmutableArray<int> after)
    {
        if (context.Options.CreateOnly)
        {
            return;
        }

        ServiceDefinition service = decision.Service;
        ImmutableArray<int> hooks = starts.Count > 0 && _preStart.AreDue(decision) ? RunPreStart(decision, starts, surplus, after) : [];
        foreach (PendingStart start in starts)
        {
            if (start.Operation is StartContainer)
            {
                _anew.Add(service.Name);
            }

            _readiness.Started(
                service.Name,
                start.Replica.Name,
                StartSteps.Write(context, service, start.Replica.Name, start.Operation, start.Reason, [.. start.Before, .. hooks], after));
        }
    }

    private ImmutableArray<int> RunPreStart(ServiceDecision decision, List<PendingStart> starts, int[] surplus, ImmutableArray<int> after)
    {
        ServiceDefinition service = decision.Service;
        string replica = decision.Replicas[0].Name;
        ImmutableArray<ContainerEndpoint> endpoints = EndpointWish.Of(context.Project, service, replica);
        return _preStart.Write(
            decision,
            new HookPlace(replica, EngineNetworkMode(service, endpoints), EngineIpcMode(service), EnginePidMode(service), endpoints),
            [.. starts.SelectMany(start => start.Before), .. surplus, .. NamedStep(replica), .. service.NamespaceOwners.SelectMany(owner => NamedStep(OwnerName(owner)))],
            after);
    }
}
