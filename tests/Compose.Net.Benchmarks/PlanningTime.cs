using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Benchmarks;

/// <summary>Prints how long a first plan takes for a project of 1,000 and of 10,000 services: under a second, and linear.</summary>
internal static class PlanningTime
{
    private const double MostMilliseconds = 1000;
    private const double MostRatio = 12;

    /// <returns>Whether both targets were met.</returns>
    public static bool Print()
    {
        double few = Measure(services: 1_000, networks: 100), many = Measure(services: 10_000, networks: 1_000);
        bool met = many <= MostMilliseconds && many <= MostRatio * few;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nplanning, fastest of {Fastest.Rounds}: 1,000 services on 100 networks {few:F0} ms; 10,000 on 1,000 {many:F0} ms (<= {MostMilliseconds:F0}), {many / few:F1} times as long (<= {MostRatio:F0}): {(met ? "met" : "MISSED")}"));
        return met;
    }

    private static double Measure(int services, int networks)
    {
        ComposeProject project = ComposeFile.Parse(BigProject.Yaml(services, networks)).Project ?? throw new InvalidOperationException("The benchmark's own file does not load.");
        var observed = new ObservedState { Project = project.Name };
        return Fastest.Of(() => Reconciler.Reconcile(project, observed));
    }
}
