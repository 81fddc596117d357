using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Compose.Net.Execution.Locking;

/// <summary>A file that one owner at a time has open. The system closes it when its owner ends, however that comes about.</summary>
internal sealed class LockFile : IDisposable
{
    private static int _attempts;

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock; false where somebody has it.</summary>
    /// <exception cref="IOException">The file cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be used.</exception>
    public static bool TryTake(string path, [NotNullWhen(true)] out LockFile? taken)
    {
        taken = null;
        FileStream stream;
        try
        {
            stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            });
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return false;
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            return false; // Windows is about to delete it.
        }

        if (!IsStill(path, stream))
        {
            stream.Dispose();
            return false;
        }

        taken = new LockFile(stream);
        ChangeOwner(() => File.WriteAllText(OwnerOf(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>The process that has the lock, as far as it is known.</summary>
    public static int? ReadOwner(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(OwnerOf(path)), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            ChangeOwner(() => File.Delete(OwnerOf(_stream.Name)));
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(_stream.Name);
            }
        }
        finally
        {
            _stream.Dispose();
        }
    }

    // Who the owner is only serves a message, and on Windows somebody who reads it keeps others from writing and deleting.
    private static void ChangeOwner(Action change)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    // Nobody can read a locked file everywhere, so the owner stands in one beside it.
    private static string OwnerOf(string path) => path + ".owner";

    // A former owner may have deleted the file after we opened it and before we locked it, and somebody may have made a new one.
    // A time that nobody else sets, made of our process id and a count, tells whether the name still leads to the file that is ours.
    private static bool IsStill(string path, FileStream stream)
    {
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, DateTime.UnixEpoch.AddSeconds(Environment.ProcessId).AddMicroseconds(Interlocked.Increment(ref _attempts) % 1_000_000));
        return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(stream.SafeFileHandle);
    }

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK, which is 11 on Linux and 35 on macOS and BSD.
    private static bool IsTaken(IOException exception) =>
        OperatingSystem.IsWindows() ? exception.HResult == unchecked((int)0x80070020) : exception.HResult is 11 or 35;
}
