using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>
/// Puts the logs of several containers together in the order of time. Each is read only as fast as its lines are taken, so that
/// nothing piles up; the engine keeps the rest.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="unreadable">Gets the error of a container whose log the engine does not keep, which is left out; null throws it.</param>
internal sealed class MergedLog(IEngineStreams engine, Action<ComposeEngineException>? unreadable)
{
    public async IAsyncEnumerable<LogLine> ReadAsync(ImmutableArray<ProjectContainer> containers, LogRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = new List<IAsyncEnumerator<LogLine>>(containers.Length);
        var next = new PriorityQueue<int, (long Time, int Container)>(containers.Length);
        try
        {
            open.AddRange(containers.Select(container => engine.ReadLogAsync(container, range, cancellationToken).GetAsyncEnumerator(cancellationToken)));
            bool[] more = await Task.WhenAll(open.Select(BeginAsync)).ConfigureAwait(false);
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

    private async Task<bool> BeginAsync(IAsyncEnumerator<LogLine> log)
    {
        try
        {
            return await log.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ComposeEngineException e) when (unreadable is not null && e.Code == DiagnosticCodes.LogUnreadable)
        {
            unreadable(e);
            return false;
        }
    }
}
