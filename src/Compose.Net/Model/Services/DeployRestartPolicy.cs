namespace Compose.Net.Model;

/// <summary>When a container of a deployment that ended is started again.</summary>
public sealed record DeployRestartPolicy
{
    /// <summary>The occasion: <c>any</c>, <c>none</c> or <c>on-failure</c>, or a word of <see cref="ServiceDefinition.Restart"/>. Null is <c>any</c>.</summary>
    public string? Condition { get; init; }

    /// <summary>The time between two attempts. No effect on a single engine, which chooses its own.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How often at most, with <c>on-failure</c>. Null has no limit.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>How long a container must run for a start to count. No effect on a single engine.</summary>
    public TimeSpan? Window { get; init; }
}
