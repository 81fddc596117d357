using Compose.Net.Planning;

namespace Compose.Net.Docker.Mapping;

/// <summary>The engine's words for a container's state and health.</summary>
internal static class StateWords
{
    public static ContainerState ToState(string? word) => word switch
    {
        "running" => ContainerState.Running,
        "paused" => ContainerState.Paused,
        "restarting" => ContainerState.Restarting,
        "removing" => ContainerState.Removing,
        "exited" => ContainerState.Exited,
        "dead" => ContainerState.Dead,
        _ => ContainerState.Created,
    };

    public static ContainerHealth ToHealth(string? word) => word switch
    {
        "starting" => ContainerHealth.Starting,
        "healthy" => ContainerHealth.Healthy,
        "unhealthy" => ContainerHealth.Unhealthy,
        _ => ContainerHealth.None,
    };
}
