using System.Buffers;
using System.Text;

namespace Compose.Net.Docker.Streams;

/// <summary>
/// One of a container's streams on its way from bytes to lines. The engine puts the time before each piece of at most 16 KiB that
/// it keeps, so that in a long line there are several; only the first is a line's time, and none is a part of it.
/// </summary>
internal sealed class LogText
{
    private const int LongestLine = 1024 * 1024;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>The time of the line that is open, in nanoseconds since 1970; 0 where there is none.</summary>
    public long Time { get; set; }

    /// <summary>How many bytes of the line are there.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>Adds bytes of the open line. Returns what there is of it where it has become too long to wait for its end.</summary>
    public string? Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return _bytes.WrittenCount >= LongestLine ? Decode(flush: false) : null;
    }

    /// <summary>Ends the line and returns it.</summary>
    public string End()
    {
        string text = Decode(flush: true);
        Time = 0;
        return text.EndsWith('\r') ? text[..^1] : text;
    }

    private string Decode(bool flush)
    {
        ReadOnlySpan<byte> bytes = _bytes.WrittenSpan;
        char[] characters = ArrayPool<char>.Shared.Rent(_decoder.GetCharCount(bytes, flush));
        try
        {
            int count = _decoder.GetChars(bytes, characters, flush);
            _bytes.ResetWrittenCount();
            return new string(characters, 0, count);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
