using System.Globalization;

namespace Compose.Net.Docker.Building;

/// <summary>Passes on what is written, and reports each further 50 megabytes. Leaves the stream below open.</summary>
internal sealed class CountingStream(Stream below, IProgress<string>? progress) : Stream
{
    private const long Megabyte = 1_000_000;
    private const long Stride = 50 * Megabyte;

    private long _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await below.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Length);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        below.Write(buffer, offset, count);
        Count(count);
    }

    public override void Flush() => below.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => below.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Count(int bytes)
    {
        long before = _count / Stride;
        _count += bytes;
        if (_count / Stride > before)
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{_count / Megabyte} MB of the context sent"));
    }
}
