using System.Globalization;
using Compose.Net.Loading;

namespace Compose.Net.Benchmarks;

/// <summary>Prints for each stage what a service costs in a file of 1,000 and of 10,000: the same, where the stage is linear.</summary>
internal static class Linearity
{
    private const int Rounds = 7;
    private const double Most = 12;

    // Below this a ratio says more about the clock than about the stage.
    private const double LeastMilliseconds = 2;

    /// <returns>0 where ten times the services take at most twelve times as long in each stage, else 1.</returns>
    public static int Print()
    {
        Dictionary<string, (double Milliseconds, double Bytes)> few = Measure(1_000), many = Measure(10_000);
        Console.WriteLine($"{"stage",-20}{"1,000",12}{"10,000",12}{"ratio",8}{"bytes a service",18}");
        bool met = true;
        foreach ((string stage, (double milliseconds, double bytes)) in many)
        {
            double ratio = milliseconds / few[stage].Milliseconds;
            bool linear = ratio <= Most || milliseconds < LeastMilliseconds;
            met &= linear;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage,-20}{few[stage].Milliseconds,9:F2} ms{milliseconds,9:F2} ms{ratio,8:F1}{bytes / 10_000,18:F0}{(linear ? "" : "  MORE THAN LINEAR")}"));
        }

        return met ? 0 : 1;
    }

    // The fastest of some rounds, in the processor's time: what disturbs a round only ever makes it slower, and a long stage is
    // interrupted more often than a short one.
    private static Dictionary<string, (double Milliseconds, double Bytes)> Measure(int services)
    {
        string yaml = LargeFile.Yaml(services);
        var best = new Dictionary<string, (double Milliseconds, double Bytes)>();
        for (int round = 0; round < Rounds; round++)
        {
            LoadContext context = StageRun.Start(yaml);
            foreach (ILoadStage stage in LoadPipeline.All)
            {
                GC.Collect();
                long bytes = GC.GetAllocatedBytesForCurrentThread();
                TimeSpan began = Environment.CpuUsage.TotalTime;
                stage.Run(context);
                double milliseconds = (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
                bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
                string name = stage.GetType().Name;
                best[name] = (Math.Min(milliseconds, best.GetValueOrDefault(name, (double.MaxValue, 0)).Milliseconds), bytes);
            }
        }

        return best;
    }
}
