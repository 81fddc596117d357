using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a deployment.</summary>
internal static class DeployShape
{
    /// <summary>Lays it out.</summary>
    /// <param name="service">The service, whose scale counts.</param>
    /// <param name="deploy">Its deployment.</param>
    /// <param name="withEmpty">Whether resources and placement stand there where nothing is said about them.</param>
    public static Node Of(ServiceDefinition service, DeployDefinition deploy, bool withEmpty) => new ShapeBuilder()
        .Text("mode", deploy.Mode)
        .Number("replicas", deploy.Replicas is null ? null : service.Scale)
        .Map("labels", deploy.Labels)
        .Node("update_config", deploy.UpdateConfig is { } update ? Rollout(update) : null)
        .Node("rollback_config", deploy.RollbackConfig is { } rollback ? Rollout(rollback) : null)
        .Node("resources", IfWanted(Resources(deploy), withEmpty))
        .Node("restart_policy", deploy.RestartPolicy is { } restart ? Restart(restart) : null)
        .Node("placement", IfWanted(Placement(deploy.Placement), withEmpty))
        .Text("endpoint_mode", deploy.EndpointMode)
        .Mapping;

    private static MappingNode? IfWanted(MappingNode node, bool withEmpty) => node.Count > 0 || withEmpty ? node : null;

    private static MappingNode Rollout(RolloutDefinition rollout) => new ShapeBuilder()
        .Number("parallelism", rollout.Parallelism)
        .Duration("delay", rollout.Delay)
        .Text("failure_action", rollout.FailureAction)
        .Duration("monitor", rollout.Monitor)
        .Fraction("max_failure_ratio", rollout.MaxFailureRatio)
        .Text("order", rollout.Order)
        .Mapping;

    private static MappingNode Resources(DeployDefinition deploy) => new ShapeBuilder()
        .Node("limits", deploy.Limits is { } limits ? Limits(limits) : null)
        .Node("reservations", deploy.Reservations is { } reservations ? Reservations(reservations) : null)
        .Mapping;

    private static MappingNode Limits(ResourceLimits limits) => new ShapeBuilder()
        .Fraction("cpus", limits.Cpus)
        .Size("memory", limits.Memory)
        .Number("pids", limits.Pids)
        .Mapping;

    private static MappingNode Reservations(ResourceReservations reservations) => new ShapeBuilder()
        .Fraction("cpus", reservations.Cpus)
        .Size("memory", reservations.Memory)
        .Items("devices", reservations.Devices, Device)
        .Items("generic_resources", reservations.GenericResources, Generic)
        .Mapping;

    private static Node Device(DeviceRequest request) => new ShapeBuilder()
        .Node("capabilities", ShapeBuilder.List(request.Capabilities))
        .Text("driver", request.Driver)
        .Number("count", request.Count)
        .Texts("device_ids", request.DeviceIds)
        .Map("options", request.Options)
        .Mapping;

    private static Node Generic(GenericResource resource) => new ShapeBuilder()
        .Node("discrete_resource_spec", new ShapeBuilder().Text("kind", resource.Kind).Number("value", resource.Value).Mapping)
        .Mapping;

    private static MappingNode Restart(DeployRestartPolicy restart) => new ShapeBuilder()
        .Text("condition", restart.Condition)
        .Duration("delay", restart.Delay)
        .Number("max_attempts", restart.MaxAttempts)
        .Duration("window", restart.Window)
        .Mapping;

    private static MappingNode Placement(PlacementDefinition? placement) => placement is null ? new MappingNode(default) : new ShapeBuilder()
        .Texts("constraints", placement.Constraints)
        .Items("preferences", placement.SpreadOver, spread => new ShapeBuilder().Text("spread", spread).Mapping)
        .Number("max_replicas_per_node", placement.MaxReplicasPerNode)
        .Mapping;
}
