namespace Compose.Net.Model;

/// <summary>What must be reached in another service before a service starts.</summary>
public sealed record DependencyDefinition
{
    /// <summary>What must be reached. Defaults to <see cref="DependencyCondition.ServiceStarted"/>.</summary>
    public DependencyCondition Condition { get; init; } = DependencyCondition.ServiceStarted;

    /// <summary>Whether the service cannot do without it. Defaults to true; false goes on with a warning when it is missing or fails.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Whether the service is restarted when the other one was replaced. Defaults to false.</summary>
    public bool Restart { get; init; }
}
