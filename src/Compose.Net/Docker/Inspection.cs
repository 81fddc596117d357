using System.Net;
using Docker.DotNet;

namespace Compose.Net.Docker;

/// <summary>Looks at things of the engine that may be gone.</summary>
internal static class Inspection
{
    private const int MaxParallelCalls = 16;

    /// <summary>Looks at one thing; null where it is gone, or was never there.</summary>
    public static async Task<T?> OrNoneAsync<T>(Func<Task<T>> inspect)
        where T : class
    {
        try
        {
            return await inspect().ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

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
