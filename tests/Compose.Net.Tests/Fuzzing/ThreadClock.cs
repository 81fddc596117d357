using System.Diagnostics;
using System.Globalization;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Measures how long this thread has computed, so that a busy machine makes nothing look slow; where the system does not say, how long it took.</summary>
internal static class ThreadClock
{
    private const string Report = "/proc/thread-self/schedstat";

    public static TimeSpan Measure(Action work)
    {
        TimeSpan before = Now();
        work();
        return Now() - before;
    }

    private static TimeSpan Now() => File.Exists(Report)
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Report).Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : Stopwatch.GetElapsedTime(0);
}
