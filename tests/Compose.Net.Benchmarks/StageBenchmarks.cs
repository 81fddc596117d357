using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Compose.Net.Loading;

namespace Compose.Net.Benchmarks;

/// <summary>Each stage of the loader by itself. A stage changes what it is given, so each run gets a context of its own.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, iterationCount: 10, invocationCount: 1)]
public class StageBenchmarks
{
    private string _yaml = "";
    private LoadContext? _context;
    private ILoadStage? _stage;

    [Params(1_000, 10_000)]
    public int Services { get; set; }

    [ParamsSource(nameof(Stages))]
    public string Stage { get; set; } = "";

    public static IEnumerable<string> Stages => StageRun.Names;

    [GlobalSetup]
    public void Write()
    {
        _yaml = LargeFile.Yaml(Services);
        _stage = LoadPipeline.All.Single(stage => stage.GetType().Name == Stage);
    }

    [IterationSetup]
    public void Prepare() => _context = StageRun.Before(Stage, _yaml);

    [Benchmark]
    public void Run() => _stage!.Run(_context!);
}
