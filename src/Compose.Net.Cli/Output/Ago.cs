using System.Globalization;

namespace Compose.Net.Cli.Output;

/// <summary>How long something took, as the docker command says it.</summary>
internal static class Ago
{
    private const int Week = 7;
    private const int Month = 30;
    private const int Year = 365;

    /// <summary>Returns for example <c>About a minute</c>, <c>3 hours</c> or <c>2 weeks</c>.</summary>
    public static string Of(TimeSpan time)
    {
        int seconds = (int)time.TotalSeconds;
        int minutes = (int)time.TotalMinutes;
        int hours = (int)(time.TotalHours + 0.5);
        return (seconds, minutes, hours) switch
        {
            ( < 1, _, _) => "Less than a second",
            (1, _, _) => "1 second",
            ( < 60, _, _) => Count(seconds, "seconds"),
            (_, 1, _) => "About a minute",
            (_, < 60, _) => Count(minutes, "minutes"),
            (_, _, 1) => "About an hour",
            (_, _, < 48) => Count(hours, "hours"),
            (_, _, < 24 * Week * 2) => Count(hours / 24, "days"),
            (_, _, < 24 * Month * 2) => Count(hours / 24 / Week, "weeks"),
            (_, _, < 24 * Year * 2) => Count(hours / 24 / Month, "months"),
            _ => Count((int)time.TotalHours / 24 / Year, "years"),
        };
    }

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
