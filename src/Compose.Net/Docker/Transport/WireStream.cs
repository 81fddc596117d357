namespace Compose.Net.Docker.Transport;

/// <summary>
/// A body on its way from or to the engine, which remembers what it failed with: whoever reads or writes a file beside it can tell whose
/// failure it was.
/// </summary>
internal sealed class WireStream(Stream below) : PassingStream(below)
{
    /// <summary>What the connection failed with; null where it did not.</summary>
    public Exception? Failure { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
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
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
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
            await base.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    private bool Note(Exception exception)
    {
        Failure ??= exception;
        return false;
    }
}
