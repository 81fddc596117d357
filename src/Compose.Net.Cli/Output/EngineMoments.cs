using System.Globalization;

namespace Compose.Net.Cli.Output;

/// <summary>The engine's moments as text.</summary>
internal static class EngineMoments
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Returns for example <c>2026-11-25T22:54:00.011673466Z</c>, with as many decimals as engines give.</summary>
    public static string Exact(long nanoseconds)
    {
        DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(nanoseconds / NanosecondsPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{nanoseconds % NanosecondsPerSecond:000000000}Z");
    }
}
