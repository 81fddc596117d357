using System.Formats.Tar;

namespace Compose.Net.Execution;

/// <summary>Packs a file or a folder of this machine into an archive. Links are packed as links; sockets are left out, as by the docker command.</summary>
internal static class TarPacking
{
    /// <param name="path">The file or folder. A link is one entry, wherever it leads to.</param>
    /// <param name="name">Its name in the archive; empty packs only what is in it.</param>
    /// <param name="archive">Takes the archive.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ComposeEngineException">A file became shorter while it was packed.</exception>
    public static async Task WriteAsync(string path, string name, Stream archive, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            var waiting = new Stack<(string Path, string Name)>([(path, name)]);
            while (waiting.TryPop(out (string Path, string Name) next))
            {
                if (next.Name.Length > 0)
                    await WriteEntryAsync(writer, next.Path, next.Name, cancellationToken).ConfigureAwait(false);
                if (new DirectoryInfo(next.Path) is not { Exists: true, LinkTarget: null } folder)
                    continue;

                foreach (FileSystemInfo inside in folder.EnumerateFileSystemInfos().OrderByDescending(inside => inside.Name, StringComparer.Ordinal))
                    waiting.Push((inside.FullName, next.Name.Length == 0 ? inside.Name : $"{next.Name}/{inside.Name}"));
            }
        }
    }

    private static async Task WriteEntryAsync(TarWriter writer, string path, string name, CancellationToken cancellationToken)
    {
        if (TarHead.Of(path, name) is not { } entry)
            return;

        using SteadyFile? content = entry.EntryType == TarEntryType.RegularFile ? SteadyFile.Open(path, () => Shortened(path)) : null;
        if (content is not null)
            entry.DataStream = content;
        await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    private static ComposeEngineException Shortened(string path) =>
        CopyTarget.Refused($"\"{path}\" became shorter while it was copied, and only a part has arrived. Copy it again when nothing writes to it.");
}
