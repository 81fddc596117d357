namespace Compose.Net.Planning;

/// <summary>What a container's health check says.</summary>
public enum ContainerHealth
{
    /// <summary>There is no health check.</summary>
    None,

    /// <summary>Not enough tests have run yet.</summary>
    Starting,

    /// <summary>The last test succeeded.</summary>
    Healthy,

    /// <summary>Too many tests failed in a row.</summary>
    Unhealthy,
}
