using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <content>One more container of a service, beside its replicas.</content>
internal sealed partial class ServicePlanner
{
    /// <summary>Creates the container once all that it waits for is there. It is not started: whoever wants its output listens first.</summary>
    public void CreateOneOff(OneOffRequest request)
    {
        ServiceDefinition service = request.Service;
        (ImmutableArray<int> required, ImmutableArray<int> after) = _readiness.Of(service);
        ImmutableArray<ContainerEndpoint> endpoints = [.. EndpointWish.Of(context.Project, service, request.Name).Select(endpoint => request.UsesAliases ? endpoint : endpoint.Alone(request.Name))];
        var reason = new Reason("was asked for");
        var decision = new ServiceDecision(service, ContainerIdentity.Of(service, context.Project), [], []);
        ContainerDefinition container = Definition(decision, new Replica(1, request.Name, null, null), request.Name, endpoints) with
        {
            Labels = ResourceLabels.OfOneOff(context.Project, service, request.Slug, context.Observed.Images.GetValueOrDefault(ImageNames.Of(context.Project, service))?.Id),
            InputEndsWithWriter = service.StdinOpen,
            RemoveAtEnd = request.RemoveAtEnd,
        };
        int created = context.Plan.Add(new CreateContainer(container), reason, [.. required, .. BeforeCreation(service, request.Name, endpoints)], service.Name, after);
        IEnumerable<ContainerEndpoint> further = context.Observed.Engine.MultipleEndpointsAtCreate ? [] : endpoints.Skip(1);
        int[] made = [created, .. further.Select(endpoint => context.Plan.Add(new ConnectContainer(request.Name, endpoint), reason, [created, .. PlanBuilder.Step(networks.ReadyStep(endpoint.Network))], service.Name))];
        StartSteps.Copy(context, service, request.Name, made, after);
    }
}
