using System.Formats.Tar;

namespace Compose.Net.Execution;

/// <summary>Packs a file or a folder of this machine into an archive. Links are packed as links; sockets are left out, as by the docker command.</summary>
internal static class TarPacking
{
    /// <param name="path">The file or folder. A link is one entry, wherever it leads to.</param>
    /// <param name="name">Its name in the archive; empty packs only what is in it.</param>
    /// <param name="archive">Takes the archive.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(string path, string name, Stream archive, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            var waiting = new Stack<(string Path, string Name)>([(path, name)]);
            while (waiting.TryPop(out (string Path, string Name) next))
            {
                if (next.Name.Length > 0 && !IsSocket(next.Path))
                    await writer.WriteEntryAsync(next.Path, next.Name, cancellationToken).ConfigureAwait(false);
                if (new DirectoryInfo(next.Path) is not { Exists: true, LinkTarget: null } folder)
                    continue;

                foreach (FileSystemInfo inside in folder.EnumerateFileSystemInfos().OrderByDescending(inside => inside.Name, StringComparer.Ordinal))
                    waiting.Push((inside.FullName, next.Name.Length == 0 ? inside.Name : $"{next.Name}/{inside.Name}"));
            }
        }
    }

    // Archives know no sockets, and the framework tells one only by refusing it; none has a length.
    private static bool IsSocket(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, Length: 0, LinkTarget: null })
            return false;

        try
        {
            using var trial = new TarWriter(Stream.Null);
            trial.WriteEntry(path, "trial");
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
