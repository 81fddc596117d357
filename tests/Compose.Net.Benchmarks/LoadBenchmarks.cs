using BenchmarkDotNet.Attributes;

namespace Compose.Net.Benchmarks;

/// <summary>Text to project.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private string _yaml = "";

    [Params(1, 30, 1000)]
    public int Services { get; set; }

    [GlobalSetup]
    public void Write() => _yaml = BigProject.Yaml(Services, networks: 6);

    [Benchmark]
    public ComposeFileResult Load() => ComposeFile.Parse(_yaml);
}
