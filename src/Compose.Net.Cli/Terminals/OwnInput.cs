using Compose.Net.Docker.Transport;

namespace Compose.Net.Cli.Terminals;

/// <summary>The tool's own input. One that cannot be read, as nohup leaves it, is at its end: the command may need none.</summary>
internal sealed class OwnInput(Stream input) : PassingStream(input)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Below.Dispose();
        }

        base.Dispose(disposing);
    }
}
