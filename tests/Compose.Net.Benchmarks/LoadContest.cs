using System.Globalization;

namespace Compose.Net.Benchmarks;

/// <summary>Times two programs at checking files, as whole processes and in turn, and says whether our targets are met.</summary>
internal sealed class LoadContest(Contender ours, Contender peer)
{
    private const double MostMemory = 0.6;
    private const double MostForTenTimes = 12;

    private static readonly (int Services, int Rounds, double MostTime)[] Files = [(1, 15, 0.5), (1_000, 7, 0.25)];

    /// <returns>0 where every target was met, else 1.</returns>
    public int Run()
    {
        string folder = Directory.CreateTempSubdirectory("compose-net-bench").FullName;
        try
        {
            Console.WriteLine("config -q, whole processes in turn, medians of time; peak memory of the largest process");
            Console.WriteLine($"ours: {ours.CommandLine}\npeer: {peer.CommandLine}\n");
            bool met = true;
            foreach ((int services, int rounds, double mostTime) in Files)
            {
                met &= Race(Write(folder, services), services, rounds, mostTime);
            }

            met &= Grow(Write(folder, 1_000), Write(folder, 10_000));
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, int services)
    {
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{services}.yaml"));
        File.WriteAllText(file, LargeFile.Yaml(services));
        return file;
    }

    private static Sample Check(Contender contender, string file) => contender.Compose(file, "config", "-q");

    private bool Race(string file, int services, int rounds, double mostTime)
    {
        var our = new List<Sample>();
        var their = new List<Sample>();
        for (int round = 0; round < rounds; round++)
        {
            // A B, B A, A B, ...: neither always comes second.
            if (round % 2 == 0)
            {
                our.Add(Check(ours, file));
            }

            their.Add(Check(peer, file));
            if (round % 2 != 0)
            {
                our.Add(Check(ours, file));
            }
        }

        double time = Median(our) / Median(their);
        double? memory = our.Max(sample => sample.PeakKibibytes) / (double?)their.Max(sample => sample.PeakKibibytes);
        bool met = time <= mostTime && (services < 1_000 || memory is null or <= MostMemory);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{services,6} services  ours {Median(our),8:F1} ms  peer {Median(their),8:F1} ms  time {time:F2} (at most {mostTime:F2})  memory {memory:F2} (at most {MostMemory:F2} of 1,000)  {Word(met)}"));
        return met;
    }

    private bool Grow(string small, string large)
    {
        var few = new List<Sample>();
        var many = new List<Sample>();
        for (int round = 0; round < 5; round++)
        {
            few.Add(Check(ours, small));
            many.Add(Check(ours, large));
        }

        double times = Median(many) / Median(few);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"10,000 services  ours {Median(many),8:F1} ms  {times:F1} times 1,000 services (at most {MostForTenTimes:F0})  {Word(times <= MostForTenTimes)}"));
        return times <= MostForTenTimes;
    }

    private static string Word(bool met) => met ? "met" : "MISSED";

    private static double Median(List<Sample> samples)
    {
        double[] sorted = [.. samples.Select(static sample => sample.Elapsed.TotalMilliseconds).Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
