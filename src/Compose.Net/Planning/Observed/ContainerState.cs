namespace Compose.Net.Planning;

/// <summary>The state of a container, in the engine's words.</summary>
public enum ContainerState
{
    /// <summary>Made, never started.</summary>
    Created,

    /// <summary>Its process runs.</summary>
    Running,

    /// <summary>Its process is frozen.</summary>
    Paused,

    /// <summary>It ended and the engine is about to start it again.</summary>
    Restarting,

    /// <summary>Its process ended.</summary>
    Exited,

    /// <summary>The engine is removing it.</summary>
    Removing,

    /// <summary>The engine failed to remove it.</summary>
    Dead,
}
