using Compose.Net.Docker.Transport;

namespace Compose.Net.Cli.Output;

/// <summary>Standard output as bytes that others write: where nobody reads it any more, writing ends in a <see cref="ReaderGoneException"/>.</summary>
internal sealed class HeardStream(Stream output) : PassingStream(output)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (!FullDisk.Explains(exception))
        {
            throw new ReaderGoneException(exception);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            Below.Write(buffer, offset, count);
        }
        catch (IOException exception) when (!FullDisk.Explains(exception))
        {
            throw new ReaderGoneException(exception);
        }
    }

    // The system's own streams hold nothing back.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Below.Dispose();
        }

        base.Dispose(disposing);
    }
}
