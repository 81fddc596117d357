using System.Net;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Building;

/// <summary>A build's context as the body of a request, written while it is sent.</summary>
internal sealed class ContextContent : HttpContent
{
    private readonly ContextArchive _archive;
    private readonly IProgress<string>? _progress;

    public ContextContent(BuildImage operation, BuildContext context, IProgress<string>? progress)
    {
        _archive = new ContextArchive(operation, context);
        _progress = progress;
        Headers.ContentType = new("application/x-tar");
    }

    /// <summary>What the sending failed with; null where it did not. The client itself reports a broken connection only.</summary>
    public ComposeEngineException? Failure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            // Headers of half a kilobyte would be a chunk, and a write to the socket, each.
            var buffered = new BufferedStream(new CountingStream(stream, _progress), 64 * 1024);
            await using (buffered.ConfigureAwait(false))
                await _archive.WriteAsync(buffered, cancellationToken).ConfigureAwait(false);
        }
        catch (ComposeEngineException e)
        {
            Failure = e;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
