namespace Compose.Net.Docker.Building;

/// <summary>
/// A file as long as it was when it was opened, whatever others write to it meanwhile: an archive says the length before the content. What is
/// added is left out; where something is cut off, the reading fails.
/// </summary>
/// <param name="file">The file; it is disposed with this.</param>
/// <param name="shortened">What the reading fails with.</param>
internal sealed class SteadyFile(FileStream file, Func<Exception> shortened) : Stream
{
    private readonly long _length = file.Length;
    private long _position;

    /// <summary>Opens a file, which others may go on to write and to delete.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static SteadyFile Open(string path, Func<Exception> shortened) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true), shortened);

    public override bool CanRead => true;

    // Only what says its length is written without being held in memory first.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = file.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Memory<byte> room = buffer[..(int)Math.Min(buffer.Length, _length - _position)];
        return Count(room.Length, await file.ReadAsync(room, cancellationToken).ConfigureAwait(false));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        int room = (int)Math.Min(count, _length - _position);
        return Count(room, file.Read(buffer, offset, room));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => _length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int wanted, int read)
    {
        _position += read;
        return read == 0 && wanted > 0 ? throw shortened() : read;
    }
}
