using System.Diagnostics;

namespace Compose.Net.Benchmarks;

/// <summary>Times work in this process.</summary>
internal static class Fastest
{
    public const int Rounds = 5;

    /// <summary>Returns the milliseconds of the fastest round: what disturbs a round only ever makes it slower.</summary>
    public static double Of(Action work)
    {
        double fastest = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            GC.Collect();
            long began = Stopwatch.GetTimestamp();
            work();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return fastest;
    }
}
