namespace Compose.Net.Docker.Transport;

/// <summary>
/// A body on its way from or to the engine, which remembers what it failed with: whoever reads or writes a file beside it can tell whose
/// failure it was. Leaves the stream below open.
/// </summary>
internal sealed class WireStream(Stream below) : Stream
{
    /// <summary>What the connection failed with; null where it did not.</summary>
    public Exception? Failure { get; private set; }

    public override bool CanRead => below.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => below.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await below.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await below.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await below.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Bodies flow only by the calls above.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool Note(Exception exception)
    {
        Failure ??= exception;
        return false;
    }
}
