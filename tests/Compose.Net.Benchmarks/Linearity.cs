using System.Globalization;
using Compose.Net.Loading;
using Compose.Net.Syntax;

namespace Compose.Net.Benchmarks;

/// <summary>
/// Prints what each stage takes for a file of 1,000 services and for one ten times as large: about ten times as long where the stage is linear,
/// and a hundred times where it is quadratic. The small file fits into the caches of a processor and the large one does not, so the growth of a
/// mere walk over all nodes is the measure.
/// </summary>
internal static class Linearity
{
    private const int Services = 1_000;
    private const int Factor = 10;
    private const int Rounds = 7;
    private const double MostOfWalk = 2;
    private const string Walk = "(a walk)";

    // Below this a ratio says more about the clock than about the stage.
    private const double LeastMilliseconds = 2;

    /// <returns>0 where no stage grows faster than the file, else 1.</returns>
    public static int Print()
    {
        // The first time is spent on compiling.
        Measure(Factor * Services);
        Dictionary<string, (double Milliseconds, double Bytes)> few = Measure(Services), many = Measure(Factor * Services);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"services",-20}{Services,12:N0}{Factor * Services,12:N0}{"ratio",8}{"bytes a service",18}"));
        double most = MostOfWalk * Math.Max(Factor, many[Walk].Milliseconds / few[Walk].Milliseconds);
        bool met = true;
        foreach ((string stage, (double milliseconds, double bytes)) in many)
        {
            double ratio = milliseconds / few[stage].Milliseconds;
            bool linear = ratio <= most || milliseconds < LeastMilliseconds;
            met &= linear;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage,-20}{few[stage].Milliseconds,9:F2} ms{milliseconds,9:F2} ms{ratio,8:F1}{bytes / (Factor * Services),18:F0}{(linear ? "" : "  MORE THAN LINEAR")}"));
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
                Time(stage.GetType().Name, () => stage.Run(context));
            }

            Time(Walk, () => Count(context.Root!)); // What was read has a root.
        }

        return best;

        void Time(string name, Action work)
        {
            GC.Collect();
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan began = Environment.CpuUsage.TotalTime;
            work();
            double milliseconds = (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best[name] = (Math.Min(milliseconds, best.GetValueOrDefault(name, (double.MaxValue, 0)).Milliseconds), bytes);
        }
    }

    // Looks at every node and every text.
    private static int Count(Node node) => node switch
    {
        MappingNode mapping => mapping.Entries.Sum(entry => entry.Name.Length + Count(entry.Value)),
        SequenceNode sequence => sequence.Items.Sum(Count),
        ScalarNode scalar => scalar.Text.Length,
        _ => 0,
    };
}
