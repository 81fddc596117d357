namespace Compose.Net.Planning;

/// <summary>Which states are those of a container that has a process.</summary>
internal static class ActiveStates
{
    /// <summary>Whether it runs, is paused, or is about to be restarted by the engine.</summary>
    public static bool IsActive(this ContainerState state) => state is ContainerState.Running or ContainerState.Paused or ContainerState.Restarting;
}
