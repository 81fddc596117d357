using System.Runtime.CompilerServices;

namespace Compose.Net.Execution;

/// <summary>How sequences end for those who read them.</summary>
internal static class Endings
{
    /// <summary>The same sequence, where being cancelled is an end like any other.</summary>
    public static async IAsyncEnumerable<T> EndWhenCancelledAsync<T>(this IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<T> source = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await NextAsync(source, cancellationToken).ConfigureAwait(false))
                yield return source.Current;
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> source, CancellationToken cancellationToken)
    {
        try
        {
            return !cancellationToken.IsCancellationRequested && await source.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
