using System.Net;

namespace Compose.Net.Docker.Transport;

/// <summary>An archive as the body of a request, written while it is sent, however long it will be.</summary>
internal sealed class PushedContent : HttpContent
{
    private readonly Func<Stream, CancellationToken, Task> _write;

    public PushedContent(Func<Stream, CancellationToken, Task> write)
    {
        _write = write;
        Headers.ContentType = new("application/x-tar");
    }

    /// <summary>What the writing failed with, where the connection was not to blame; else null. The client itself reports a broken connection only.</summary>
    public Exception? Failure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var wire = new WireStream(stream);
        await using (wire.ConfigureAwait(false))
        {
            try
            {
                await _write(wire, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (wire.Failure is null && !cancellationToken.IsCancellationRequested)
            {
                Failure = e;
                throw;
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
