using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>Reads moments as docker takes them: a date with or without a time, seconds since 1970, or how long ago, such as <c>1m30s</c>.</summary>
internal static class Moments
{
    /// <summary>What to write, for an error.</summary>
    public const string WayOut = "Give for example 2026-01-31T12:00:00Z, seconds since 1970, or 5m for five minutes ago.";

    // About a thousand years: what is longer ago cannot be counted everywhere.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1e7);

    /// <summary>Returns the moment; null where the text is none.</summary>
    public static DateTimeOffset? Read(string text, TimeProvider time)
    {
        if (ReadAgo(text) is { } ago)
        {
            return time.GetUtcNow() - ago;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) && seconds < 253_402_300_800m)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        return text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset moment) ? moment : null;
    }

    // As Go writes durations: numbers, each with its unit.
    private static TimeSpan? ReadAgo(string text)
    {
        TimeSpan total = TimeSpan.Zero;
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            int unit = end;
            while (unit < text.Length && char.IsAsciiLetter(text[unit]))
            {
                unit++;
            }

            if (end == at || !double.TryParse(text[at..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || UnitOf(text[end..unit]) is not { } length || number > 1e7)
            {
                return null;
            }

            total += length * number;
            if (total > Longest)
            {
                return null;
            }

            at = unit;
        }

        return at == 0 ? null : total;
    }

    private static TimeSpan? UnitOf(string word) => word switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        "us" or "µs" => TimeSpan.FromMicroseconds(1),
        _ => null,
    };
}
