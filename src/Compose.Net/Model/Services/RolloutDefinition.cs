namespace Compose.Net.Model;

/// <summary>How a swarm moves a service to another version.</summary>
public sealed record RolloutDefinition
{
    /// <summary>How many containers at a time; 0 takes all at once.</summary>
    public int? Parallelism { get; init; }

    /// <summary>The time between two groups.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What happens after a failure, for example <c>pause</c>.</summary>
    public string? FailureAction { get; init; }

    /// <summary>How long each container is watched for failures.</summary>
    public TimeSpan? Monitor { get; init; }

    /// <summary>The share of containers that may fail, 0 to 1.</summary>
    public double? MaxFailureRatio { get; init; }

    /// <summary>Whether the new container starts before the old one stops: <c>start-first</c> or <c>stop-first</c>.</summary>
    public string? Order { get; init; }
}
