namespace Compose.Net.Model;

/// <summary>When the engine starts a container again that ended.</summary>
/// <param name="Condition">The occasion.</param>
/// <param name="MaximumRetries">With <see cref="RestartCondition.OnFailure"/>, how often at most; null has no limit.</param>
public sealed record RestartPolicy(RestartCondition Condition, int? MaximumRetries = null)
{
    /// <summary>Returns the form the file uses, for example <c>on-failure:3</c>.</summary>
    public override string ToString() => Condition switch
    {
        RestartCondition.Always => "always",
        RestartCondition.UnlessStopped => "unless-stopped",
        RestartCondition.OnFailure when MaximumRetries is { } retries => FormattableString.Invariant($"on-failure:{retries}"),
        RestartCondition.OnFailure => "on-failure",
        _ => "no",
    };
}
