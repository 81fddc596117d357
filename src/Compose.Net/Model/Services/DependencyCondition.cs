namespace Compose.Net.Model;

/// <summary>What must be reached in a service before those that depend on it start.</summary>
public enum DependencyCondition
{
    /// <summary>Its containers were started.</summary>
    ServiceStarted,

    /// <summary>Its health checks succeed.</summary>
    ServiceHealthy,

    /// <summary>Its containers ended with exit code 0.</summary>
    ServiceCompletedSuccessfully,
}
