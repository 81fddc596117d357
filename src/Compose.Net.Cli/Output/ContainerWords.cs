using Compose.Net.Planning;

namespace Compose.Net.Cli.Output;

/// <summary>States in the engine's own words.</summary>
internal static class ContainerWords
{
    public static string Of(ContainerState state) => state switch
    {
        ContainerState.Created => "created",
        ContainerState.Running => "running",
        ContainerState.Paused => "paused",
        ContainerState.Restarting => "restarting",
        ContainerState.Exited => "exited",
        ContainerState.Removing => "removing",
        _ => "dead",
    };

    /// <summary>Returns an empty text where there is no health check.</summary>
    public static string Of(ContainerHealth health) => health switch
    {
        ContainerHealth.Starting => "starting",
        ContainerHealth.Healthy => "healthy",
        ContainerHealth.Unhealthy => "unhealthy",
        _ => "",
    };
}
