using System.Net;
using Docker.DotNet;

namespace Compose.Net.Docker;

/// <summary>Looks at many things of the engine.</summary>
internal static class Inspection
{
    private const int MaxParallelCalls = 16;

    /// <summary>Looks at each thing, several at a time, and returns what was seen, in any order. What is gone, or was never there, is left out.</summary>
    public static async Task<List<TSeen>> OfEachAsync<TThing, TSeen>(IEnumerable<TThing> things, Func<TThing, CancellationToken, Task<TSeen>> inspect, CancellationToken cancellationToken)
    {
        var all = new List<TSeen>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelCalls, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(things, options, async (thing, token) =>
        {
            try
            {
                TSeen seen = await inspect(thing, token).ConfigureAwait(false);
                lock (all)
                {
                    all.Add(seen);
                }
            }
            catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
            }
        }).ConfigureAwait(false);
        return all;
    }
}
