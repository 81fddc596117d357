using System.Formats.Tar;
using System.Runtime.Versioning;

namespace Compose.Net.Execution.Locking;

/// <summary>A folder for locks. One among others' files, as in <c>/tmp</c>, must be this user's own: what somebody else prepared may lead anywhere.</summary>
internal static class LockFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is not there.</summary>
    /// <exception cref="IOException">It cannot be made, or is not this user's own.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, Mine);
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent && (File.GetUnixFileMode(parent) & UnixFileMode.OtherWrite) != 0 && !IsOwn(folder))
        {
            throw new IOException($"\"{folder}\" is not this user's alone, so that somebody else may have prepared it: remove it.");
        }
    }

    // Who is no administrator could not write into a folder of somebody else that only its owner may change, and is told so then.
    [UnsupportedOSPlatform("windows")]
    private static bool IsOwn(string folder) =>
        new DirectoryInfo(folder).LinkTarget is null
        && (File.GetUnixFileMode(folder) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0
        && !(Environment.IsPrivilegedProcess && OwnerOf(folder) != 0);

    // The framework tells owners to archives only.
    private static int OwnerOf(string folder)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(folder, "locks");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.Uid; // It has just been written.
    }
}
