using System.Text;
using Compose.Net.Engine.Tests.Support;

namespace Compose.Net.Engine.Tests.Streams;

/// <summary>A stream that tells when a text has been written to it.</summary>
internal sealed class Written : MemoryStream
{
    private readonly Transcript _written = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public string Text => _written.Text;

    /// <summary>Returns when the text is there. Throws, with all that was written, when that takes too long.</summary>
    public Task WhenAsync(string text) => _written.ShowsAsync(text);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        char[] letters = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        _written.Append(letters.AsSpan(0, _decoder.GetChars(buffer.Span, letters, flush: false)));
        return ValueTask.CompletedTask;
    }
}
