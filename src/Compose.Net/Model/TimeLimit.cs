namespace Compose.Net.Model;

/// <summary>Takes times that something may last at most, as they are given by whoever calls.</summary>
internal static class TimeLimit
{
    // No timer of the framework runs longer: about 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Returns the time; <see cref="Timeout.InfiniteTimeSpan"/> for one that is longer than any timer runs.</summary>
    /// <param name="value">From zero on, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="name">The property that is set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public static TimeSpan Of(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan || value > Longest ? Timeout.InfiniteTimeSpan
        : value >= TimeSpan.Zero ? value
        : throw new ArgumentOutOfRangeException(name, value, "A time below zero is no limit. Give a time from zero on, or Timeout.InfiniteTimeSpan.");

    /// <inheritdoc cref="Of(TimeSpan, string)"/>
    public static TimeSpan? Of(TimeSpan? value, string name) => value is { } limit ? Of(limit, name) : null;
}
