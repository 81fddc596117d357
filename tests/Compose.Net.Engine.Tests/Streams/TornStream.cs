namespace Compose.Net.Engine.Tests.Streams;

/// <summary>An input that gives a few bytes and then fails.</summary>
internal sealed class TornStream(Exception failure) : MemoryStream
{
    private bool _begun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_begun)
            throw failure;

        _begun = true;
        buffer.Span[0] = (byte)'x';
        return ValueTask.FromResult(1);
    }
}
