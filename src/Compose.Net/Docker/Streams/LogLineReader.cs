using System.Runtime.CompilerServices;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Reads the answer to a request for a log with times: frames of one kept piece each, or with a terminal the bare pieces one behind the other.</summary>
internal sealed class LogLineReader(bool terminal)
{
    /// <summary>The engine keeps no longer pieces.</summary>
    private const int LongestPiece = 16 * 1024;

    private readonly LogText _output = new();
    private readonly LogText _error = new();
    private readonly Queue<LogPiece> _lines = new();

    // With a terminal: the beginning of a piece, until its time is complete.
    private readonly byte[] _head = new byte[EngineTimestamp.MaxLength + 1];
    private int _headLength;
    private bool _expectsTime = true;

    /// <summary>Returns the lines in the order in which they ended.</summary>
    public async IAsyncEnumerable<LogPiece> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (OutputPiece piece in OutputReader.ReadAsync(stream, terminal, cancellationToken).ConfigureAwait(false))
        {
            if (terminal)
                AddBare(piece.Bytes);
            else
                AddFramed(piece);
            while (_lines.TryDequeue(out LogPiece line))
                yield return line;
        }

        Finish();
        while (_lines.TryDequeue(out LogPiece line))
            yield return line;
    }

    private void AddFramed(OutputPiece piece)
    {
        LogText text = piece.Source == OutputSource.StandardError ? _error : _output;
        ReadOnlySpan<byte> bytes = piece.Bytes;
        if (piece.BeginsFrame)
            bytes = WithoutTime(text, bytes);
        Add(text, piece.Source, bytes);
    }

    private void AddBare(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_expectsTime)
            {
                int taken = Math.Min(bytes.Length, _head.Length - _headLength);
                bytes[..taken].CopyTo(_head.AsSpan(_headLength));
                _headLength += taken;
                bytes = bytes[taken..];
                if (_headLength == _head.Length || _head.AsSpan(0, _headLength).Contains((byte)' ') || _head.AsSpan(0, _headLength).Contains((byte)'\n'))
                    EndHead();
                continue;
            }

            bytes = bytes[AddPart(bytes)..];
        }
    }

    // The head may hold more than the time: the rest of it is text, perhaps with the next line's beginning.
    private void EndHead()
    {
        byte[] head = _head[.._headLength];
        (_headLength, _expectsTime) = (0, false);
        AddBare(WithoutTime(_output, head));
    }

    /// <summary>Adds bytes up to the end of the line or of the piece, whichever is first. Returns how many.</summary>
    private int AddPart(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        int untilPiece = LongestPiece - (_output.Length % LongestPiece);
        int count = Math.Min(end < 0 ? bytes.Length : end + 1, untilPiece);
        Add(_output, OutputSource.StandardOutput, bytes[..count]);
        _expectsTime = count == untilPiece || bytes[count - 1] == '\n';
        return count;
    }

    private static ReadOnlySpan<byte> WithoutTime(LogText text, ReadOnlySpan<byte> bytes)
    {
        if (!EngineTimestamp.TryRead(bytes, out long time, out int length))
            return bytes;

        if (text.Time == 0)
            text.Time = time;
        return bytes[length..];
    }

    private void Add(LogText text, OutputSource source, ReadOnlySpan<byte> bytes)
    {
        for (int end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            long time = text.Time;
            Emit(source, time, text.Add(bytes[..end]));
            Emit(source, time, text.End());
            bytes = bytes[(end + 1)..];
        }

        Emit(source, text.Time, text.Add(bytes));
    }

    private void Finish()
    {
        if (_headLength > 0)
            EndHead();
        if (_output.Length > 0)
            Emit(OutputSource.StandardOutput, _output.Time, _output.End());
        if (_error.Length > 0)
            Emit(OutputSource.StandardError, _error.Time, _error.End());
    }

    private void Emit(OutputSource source, long time, string? text)
    {
        if (text is not null)
            _lines.Enqueue(new LogPiece(source, time, text));
    }
}
