using BenchmarkDotNet.Attributes;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Benchmarks;

/// <summary>Project to plan, on an engine with nothing on it.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private ComposeProject? _project;
    private ObservedState? _observed;

    [Params(1, 30, 1_000, 10_000)]
    public int Services { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _project = ComposeFile.Parse(BigProject.Yaml(Services, networks: Math.Max(6, Services / 10))).Project ?? throw new InvalidOperationException("The benchmark's own file does not load.");
        _observed = new ObservedState { Project = _project.Name };
    }

    [Benchmark]
    public Plan FirstPlan() => Reconciler.Reconcile(_project!, _observed!);
}
