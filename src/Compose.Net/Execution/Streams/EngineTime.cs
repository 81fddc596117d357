using System.Globalization;

namespace Compose.Net.Execution;

/// <summary>Moments as engines count them: in nanoseconds since 1970, finer than the framework's.</summary>
internal static class EngineTime
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static DateTimeOffset ToDateTimeOffset(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / NanosecondsPerTick);

    public static long ToNanoseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;

    /// <summary>Returns the moment as engines take it in requests: seconds with nine decimals.</summary>
    public static string ToSeconds(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / NanosecondsPerSecond}.{nanoseconds % NanosecondsPerSecond:000000000}");
}
