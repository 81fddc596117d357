using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Compose.Net.Execution;

/// <summary>
/// Puts the logs of several containers together in the order of time. Each is read only as fast as its lines are taken, so that
/// nothing piles up; the engine keeps the rest.
/// </summary>
internal sealed class MergedLog(IEngineStreams engine)
{
    public async IAsyncEnumerable<LogLine> ReadAsync(ImmutableArray<ProjectContainer> containers, LogRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new List<IAsyncEnumerator<LogLine>>(containers.Length);
        var next = new PriorityQueue<int, (long Time, int Container)>(containers.Length);
        try
        {
            open.AddRange(containers.Select(container => engine.ReadLogAsync(container, range, cancellationToken).GetAsyncEnumerator(cancellationToken)));
            bool[] more = await Task.WhenAll(open.Select(log => log.MoveNextAsync().AsTask())).ConfigureAwait(false);
            for (int index = 0; index < open.Count; index++)
            {
                if (more[index])
                    next.Enqueue(index, (open[index].Current.UnixTimeNanoseconds, index));
            }

            while (next.TryDequeue(out int index, out _))
            {
                yield return open[index].Current;
                if (await open[index].MoveNextAsync().ConfigureAwait(false))
                    next.Enqueue(index, (open[index].Current.UnixTimeNanoseconds, index));
            }
        }
        finally
        {
            foreach (IAsyncEnumerator<LogLine> log in open)
                await log.DisposeAsync().ConfigureAwait(false);
        }
    }
}
