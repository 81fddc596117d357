namespace Compose.Net.Model;

/// <summary>When an image is fetched from its registry.</summary>
/// <param name="Condition">The occasion.</param>
/// <param name="Interval">With <see cref="PullCondition.Refresh"/>, after how long the image is fetched again; null with the others.</param>
public sealed record PullPolicy(PullCondition Condition, TimeSpan? Interval = null)
{
    /// <summary>The word that the file uses; kept so that a printed project reads as the file did.</summary>
    internal string? Word { get; init; }

    /// <summary>Returns the form the file uses, for example <c>missing</c> or <c>every_3600s</c>.</summary>
    public override string ToString() => Word ?? Condition switch
    {
        PullCondition.Always => "always",
        PullCondition.Never => "never",
        PullCondition.Build => "build",
        PullCondition.Refresh => FormattableString.Invariant($"every_{(long)Math.Ceiling((Interval ?? TimeSpan.FromDays(1)).TotalSeconds)}s"),
        _ => "missing",
    };
}
