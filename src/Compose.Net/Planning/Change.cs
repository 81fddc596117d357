namespace Compose.Net.Planning;

/// <summary>One difference between what is and what is wanted.</summary>
/// <param name="Field">The field, in the words of the compose file, for example <c>environment.LOG_LEVEL</c>.</param>
/// <param name="Before">What is; null where there is nothing, or where it must not be shown.</param>
/// <param name="After">What is wanted; null where nothing is, or where it must not be shown.</param>
public sealed record Change(string Field, string? Before, string? After)
{
    /// <summary>Returns for example <c>image: busybox:1 -&gt; busybox:2</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, null) => $"{Field} changed",
        (null, _) => $"{Field}: + {After}",
        (_, null) => $"{Field}: - {Before}",
        _ => $"{Field}: {Before} -> {After}",
    };
}
