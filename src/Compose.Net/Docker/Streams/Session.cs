using System.Net.Sockets;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using Docker.DotNet;

namespace Compose.Net.Docker.Streams;

/// <summary>Carries bytes between the streams of somebody who runs a process and the process, until its output ends.</summary>
internal sealed class Session(string attempt, TakenConnection connection, ProcessStreams streams, EngineCalls calls, TimeProvider time)
{
    // A window can be given a size only once there is a process behind it.
    private const int MostResizes = 20;
    private static readonly TimeSpan ResizePause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when the output has ended. What fails in the streams of the one who runs it ends it, and is thrown.</summary>
    /// <param name="resize">Tells the engine the size of the terminal's window.</param>
    /// <param name="cancellationToken">Ends it early; the process goes on.</param>
    public async Task RunAsync(Func<int, int, CancellationToken, Task> resize, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task resizing = streams.Terminal is { } window ? ResizeAsync(window, resize, ended.Token) : Task.CompletedTask;
        Task input = streams.Input is { } source ? Task.Run(() => PassInputAsync(source, ended.Token), ended.Token) : Task.CompletedTask;
        try
        {
            Task output = PassOutputAsync(ended.Token);
            if (await Task.WhenAny(output, input).ConfigureAwait(false) == input && input.IsFaulted)
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await input.ConfigureAwait(false);
            }

            await output.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            // Who cancelled looks for his own token.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await resizing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Not awaited: who reads from a keyboard cannot be called back, and nobody needs what he reads.
            _ = input.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task PassOutputAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, calls.Ended);
        IAsyncEnumerator<OutputPiece> pieces = OutputReader.ReadAsync(connection.Stream, streams.Terminal is not null, either.Token).GetAsyncEnumerator(either.Token);
        await using (pieces.ConfigureAwait(false))
        {
            // Only what fails on the engine's side is the engine's failure.
            while (await calls.RunAsync(attempt, operation: null, _ => pieces.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                Stream? target = pieces.Current.Source == OutputSource.StandardError ? streams.Error : streams.Output;
                if (target is not null)
                {
                    await target.WriteAsync(pieces.Current.Bytes, cancellationToken).ConfigureAwait(false);
                    await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task PassInputAsync(Stream source, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (!await SendAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false))
                return;
        }

        await EndInputAsync().ConfigureAwait(false);
    }

    private async Task EndInputAsync()
    {
        try
        {
            await connection.EndInputAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The process has ended, and the connection with it.
        }
    }

    // A process that has closed its input, or has ended, wants no more; its output tells the rest.
    private async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task ResizeAsync(TerminalWindow window, Func<int, int, CancellationToken, Task> resize, CancellationToken cancellationToken)
    {
        while (true)
        {
            (int columns, int rows, Task changed) = window.Look();
            await ResizeAsync(columns, rows, resize, cancellationToken).ConfigureAwait(false);
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ResizeAsync(int columns, int rows, Func<int, int, CancellationToken, Task> resize, CancellationToken cancellationToken)
    {
        for (int attempts = 1; attempts <= MostResizes; attempts++)
        {
            try
            {
                await resize(columns, rows, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is DockerApiException || ConnectionFailure.IsOne(e))
            {
                await Task.Delay(ResizePause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
