using Compose.Net.Docker.Transport;

namespace Compose.Net.Docker.Building;

/// <summary>
/// A file as long as it was when it was opened, whatever others write to it meanwhile: an archive says the length before the content. What is
/// added is left out; where something is cut off, the reading fails.
/// </summary>
/// <param name="file">The file; it is disposed with this.</param>
/// <param name="shortened">What the reading fails with.</param>
internal sealed class SteadyFile(FileStream file, Func<Exception> shortened) : PassingStream(file)
{
    private long _position;

    /// <summary>Opens a file, which others may go on to write and to delete.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static SteadyFile Open(string path, Func<Exception> shortened) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true), shortened);

    // Only what says its length is written without being held in memory first.
    public override bool CanSeek => true;

    public override long Length { get; } = file.Length;

    public override long Position
    {
        get => _position;
        set => _position = Below.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Memory<byte> room = buffer[..(int)Math.Min(buffer.Length, Length - _position)];
        int read = await base.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        _position += read;
        return read == 0 && room.Length > 0 ? throw shortened() : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Below.Dispose();
        base.Dispose(disposing);
    }
}
