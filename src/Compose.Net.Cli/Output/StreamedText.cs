using System.Text;

namespace Compose.Net.Cli.Output;

/// <summary>
/// Standard output for text that comes bit by bit: written out when nothing more is at hand. Whoever read it may have gone, as
/// <c>head</c> does; then there is nobody left to write for.
/// </summary>
internal sealed class StreamedText(Stream output) : IAsyncDisposable
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024) { NewLine = "\n" };

    /// <summary>Why nothing more could be written, where that was a disk without room; null where the reader has gone, or is still there.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Writes what the items come to, until they end.</summary>
    /// <returns>Whether all could be written. If not, either the reader has gone, or there is a <see cref="Failure"/>.</returns>
    public async Task<bool> WriteAsync<T>(IAsyncEnumerable<T> items, Action<TextWriter, T> write)
    {
        using var gone = new CancellationTokenSource();
        IAsyncEnumerator<T> source = items.GetAsyncEnumerator(gone.Token);
        await using (source.ConfigureAwait(false))
        {
            while (true)
            {
                ValueTask<bool> next = source.MoveNextAsync();
                if (!next.IsCompleted && !await FlushAsync().ConfigureAwait(false))
                {
                    // Nobody needs what comes next, which may be long in coming.
                    await gone.CancelAsync().ConfigureAwait(false);
                    await ((Task)next.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return false;
                }

                if (!await next.ConfigureAwait(false))
                {
                    return await FlushAsync().ConfigureAwait(false);
                }

                if (!Write(source.Current, write))
                {
                    return false;
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private bool Write<T>(T item, Action<TextWriter, T> write)
    {
        try
        {
            write(_writer, item);
            return true;
        }
        catch (IOException exception)
        {
            Failure = FullDisk.Explains(exception) ? exception : null;
            return false;
        }
    }

    private async Task<bool> FlushAsync()
    {
        try
        {
            await _writer.FlushAsync().ConfigureAwait(false);
            return true;
        }
        catch (IOException exception)
        {
            Failure = FullDisk.Explains(exception) ? exception : null;
            return false;
        }
    }
}
