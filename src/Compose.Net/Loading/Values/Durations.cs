using System.Buffers;
using System.Globalization;
using System.Text;

namespace Compose.Net.Loading.Values;

/// <summary>Durations as compose files write them: <c>1m30s</c>, with the units ns, us, ms, s, m, h, d and w.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        ReadOnlySpan<char> rest = text;
        bool negative = rest.StartsWith('-');
        if (negative || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        decimal ticks = 0;
        bool any = false;
        while (!rest.IsEmpty)
        {
            int number = rest.IndexOfAnyExcept(OfNumbers);
            if (number <= 0 || number > 20
                || !decimal.TryParse(rest[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount))
            {
                return false;
            }

            rest = rest[number..];
            int unit = rest.IndexOfAny(OfNumbers);
            unit = unit < 0 ? rest.Length : unit;
            if (TicksOf(rest[..unit]) is not { } factor || amount > long.MaxValue / Math.Max(factor, 1))
            {
                return false;
            }

            ticks += amount * factor;
            rest = rest[unit..];
            any = true;
        }

        if (!any || ticks > long.MaxValue / 100)
        {
            return false;
        }

        duration = new TimeSpan((long)(negative ? -ticks : ticks));
        return true;
    }

    /// <summary>Prints hours, minutes and seconds as docker compose does: <c>1h30m0s</c>, <c>1.5s</c>, <c>500ms</c>.</summary>
    public static string Print(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        decimal ticks = Math.Abs((decimal)duration.Ticks);
        if (ticks < TimeSpan.TicksPerSecond)
        {
            string small = ticks < TimeSpan.TicksPerMillisecond ? Fraction(ticks / TimeSpan.TicksPerMicrosecond) + "µs" : Fraction(ticks / TimeSpan.TicksPerMillisecond) + "ms";
            return text.Append(small).ToString();
        }

        decimal hours = decimal.Floor(ticks / TimeSpan.TicksPerHour);
        decimal minutes = decimal.Floor(ticks / TimeSpan.TicksPerMinute) % 60;
        decimal seconds = ticks % TimeSpan.TicksPerMinute / TimeSpan.TicksPerSecond;
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (hours > 0 || minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes}m");
        }

        return text.Append(Fraction(seconds)).Append('s').ToString();
    }

    private static string Fraction(decimal value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    private static decimal? TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 0.01m,
        "us" or "µs" or "μs" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        "w" => 7 * TimeSpan.TicksPerDay,
        _ => null,
    };
}
