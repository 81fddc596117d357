using System.Globalization;

namespace Compose.Net.Benchmarks;

/// <summary>What both contenders took for one kind of work.</summary>
internal sealed class Result(string what, double? target, string other = "peer")
{
    private readonly List<Sample> _ours = [];
    private readonly List<Sample> _others = [];

    /// <summary>What the ratio may come to; null where it is only told.</summary>
    public double? Target { get; set; } = target;

    public bool IsMet => Target is null || (Ratio <= Target && (Peak(_ours) is not { } ours || Peak(_others) is not { } others || ours < others));

    public double Ratio => Median(_ours) / Median(_others);

    public void Add((bool Ours, Sample Sample) run) => (run.Ours ? _ours : _others).Add(run.Sample);

    /// <summary>Takes the run where it is ours.</summary>
    public void AddOurs((bool Ours, Sample Sample) run)
    {
        if (run.Ours)
        {
            Add(run);
        }
    }

    /// <summary>Takes the run where it is the peer's, without its memory: what it is compared with is no process of its own.</summary>
    public void AddPeers((bool Ours, Sample Sample) run)
    {
        if (!run.Ours)
        {
            Add(run with { Sample = run.Sample with { PeakKibibytes = null } });
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-26}{Median(_ours),9:F1} ms{Median(_others),9:F1} ms{Ratio,8:F2}{Limit,9}{(Target is null ? "" : IsMet ? "met" : "MISSED"),9}{Memory(_ours),14}{Memory(_others),10}{(other == "peer" ? "" : $"  (the second column is the {other})")}");

    private string Limit => Target is { } limit ? "<= " + limit.ToString("F2", CultureInfo.InvariantCulture) : "";

    private static double Median(List<Sample> samples)
    {
        double[] sorted = [.. samples.Select(static sample => sample.Elapsed.TotalMilliseconds).Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static long? Peak(List<Sample> samples) => samples.Max(static sample => sample.PeakKibibytes);

    private static string Memory(List<Sample> samples) =>
        Peak(samples) is { } peak ? string.Create(CultureInfo.InvariantCulture, $"{peak / 1024.0:F1} MiB") : "-";
}
