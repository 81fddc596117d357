using System.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Benchmarks;

/// <summary>An up with nothing to do by a program that runs already: the file is loaded, the engine is looked at, and all is as it should be.</summary>
internal sealed class RunningProcess(ComposeClient client, string file, string project)
{
    public async Task<Sample> UpAsync()
    {
        long began = Stopwatch.GetTimestamp();
        ComposeProject wanted = await ComposeFile.LoadAsync(file, new ComposeFileOptions { ProjectName = project });
        int steps = (await client.UpAsync(wanted)).Steps.Length;
        return steps == 0 ? new Sample(Stopwatch.GetElapsedTime(began), null) : throw new InvalidOperationException($"There were {steps} steps to do.");
    }
}
