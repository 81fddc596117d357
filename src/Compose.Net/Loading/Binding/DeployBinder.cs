using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a deployment of its canonical mapping.</summary>
internal static class DeployBinder
{
    public static DeployDefinition Bind(MappingNode node)
    {
        MappingNode? resources = node.Get<MappingNode>("resources");
        return new DeployDefinition
        {
            Mode = node.TextOrNone("mode"),
            EndpointMode = node.TextOrNone("endpoint_mode"),
            Replicas = node.Number("replicas"),
            Labels = node.TextMap("labels"),
            UpdateConfig = node.Get<MappingNode>("update_config") is { } update ? Rollout(update) : null,
            RollbackConfig = node.Get<MappingNode>("rollback_config") is { } rollback ? Rollout(rollback) : null,
            Limits = resources?.Get<MappingNode>("limits") is { } limits ? Limits(limits) : null,
            Reservations = resources?.Get<MappingNode>("reservations") is { } reservations ? Reservations(reservations) : null,
            RestartPolicy = node.Get<MappingNode>("restart_policy") is { } restart ? Restart(restart) : null,
            Placement = node.Get<MappingNode>("placement") is { Count: > 0 } placement ? Placement(placement) : null,
        };
    }

    private static RolloutDefinition Rollout(MappingNode node) => new()
    {
        Parallelism = node.Number("parallelism"),
        Delay = node.Duration("delay"),
        FailureAction = node.TextOrNone("failure_action"),
        Monitor = node.Duration("monitor"),
        MaxFailureRatio = node.Fraction("max_failure_ratio"),
        Order = node.TextOrNone("order"),
    };

    private static ResourceLimits Limits(MappingNode node) => new()
    {
        Cpus = node.Fraction("cpus"),
        Memory = node.Limit("memory"),
        Pids = node.Limit("pids"),
    };

    private static ResourceReservations Reservations(MappingNode node) => new()
    {
        Cpus = node.Fraction("cpus"),
        Memory = node.Limit("memory"),
        GenericResources = node.Items("generic_resources", resource => Generic(resource.Get<MappingNode>("discrete_resource_spec"))),
        Devices = node.Items("devices", Device),
    };

    private static GenericResource Generic(MappingNode? node) => new(node?.Text("kind") ?? "", node?.Long("value") ?? 0);

    private static DeviceRequest Device(MappingNode node) => new()
    {
        Capabilities = node.Texts("capabilities") ?? [],
        Count = node.Number("count"),
        DeviceIds = node.Texts("device_ids") ?? [],
        Driver = node.TextOrNone("driver"),
        Options = node.TextMap("options"),
    };

    private static DeployRestartPolicy Restart(MappingNode node) => new()
    {
        Condition = node.TextOrNone("condition"),
        Delay = node.Duration("delay"),
        MaxAttempts = node.Number("max_attempts"),
        Window = node.Duration("window"),
    };

    private static PlacementDefinition Placement(MappingNode node) => new()
    {
        Constraints = node.Texts("constraints") ?? [],
        SpreadOver = node.Items("preferences", preference => preference.Text("spread") ?? ""),
        MaxReplicasPerNode = (int?)node.Limit("max_replicas_per_node"),
    };
}
