using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Compose.Net.Model;

namespace Compose.Net.Benchmarks;

/// <summary>An up with nothing to do by a program that runs already: the file is loaded, the engine is looked at, and all is as it should be.</summary>
internal sealed class RunningProcess(ComposeClient client, string file, string project)
{
    // Below that many methods a turn, what is left to compile is by chance.
    private const long Few = 50;
    private const int Turn = 100;
    private const int MostTurns = 20;

    /// <summary>Does the same until .NET compiles hardly anything any more, as in a program that has been running for some time.</summary>
    public async Task WarmUpAsync()
    {
        for (int turn = 1; turn <= MostTurns; turn++)
        {
            long compiled = JitInfo.GetCompiledMethodCount();
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < Turn; i++)
            {
                await UpAsync();
            }

            compiled = JitInfo.GetCompiledMethodCount() - compiled;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in a running process, run {(turn - 1) * Turn + 1} to {turn * Turn}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds / Turn:F1} ms each, {compiled} methods compiled"));
            if (compiled < Few)
            {
                return;
            }
        }
    }

    public async Task<Sample> UpAsync()
    {
        long began = Stopwatch.GetTimestamp();
        ComposeProject wanted = await ComposeFile.LoadAsync(file, new ComposeFileOptions { ProjectName = project });
        int steps = (await client.UpAsync(wanted)).Steps.Length;
        return steps == 0 ? new Sample(Stopwatch.GetElapsedTime(began), null) : throw new InvalidOperationException($"There were {steps} steps to do.");
    }
}
