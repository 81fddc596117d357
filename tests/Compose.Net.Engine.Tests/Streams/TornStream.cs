namespace Compose.Net.Engine.Tests.Streams;

/// <summary>An input that gives a few bytes and then fails.</summary>
internal sealed class TornStream : MemoryStream
{
    private bool _begun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_begun)
            throw new IOException("torn");

        _begun = true;
        buffer.Span[0] = (byte)'x';
        return ValueTask.FromResult(1);
    }
}
