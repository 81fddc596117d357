namespace Compose.Net.Engine.Tests.Streams;

/// <summary>An input on which nobody types, and which cannot be called back, as a keyboard.</summary>
internal sealed class NeverEnding : MemoryStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return 0;
    }
}
