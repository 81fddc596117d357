using System.Globalization;

namespace Compose.Net.Execution;

/// <summary>Moments as engines count them: in nanoseconds since 1970, finer than the framework's.</summary>
internal static class EngineTime
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static DateTimeOffset ToDateTimeOffset(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / NanosecondsPerTick);

    /// <summary>Returns the moment; the earliest or the latest that can be counted, which are of the years 1677 and 2262, for one beyond.</summary>
    public static long ToNanoseconds(DateTimeOffset moment) =>
        (long)Int128.Clamp((Int128)(moment - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick, long.MinValue, long.MaxValue);

    /// <summary>Returns the moment as engines take it in requests: whole seconds, and nine decimals that they add to them, before 1970 too.</summary>
    public static string ToSeconds(long nanoseconds)
    {
        (long seconds, long rest) = Math.DivRem(nanoseconds, NanosecondsPerSecond);
        if (rest < 0)
        {
            (seconds, rest) = (seconds - 1, rest + NanosecondsPerSecond);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:000000000}");
    }
}
