using System.Formats.Tar;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Building;

/// <summary>
/// Writes a build's context as a tar archive, file by file in the order of their names, so that nothing of it is held in memory. Links stay
/// links; modes and times are kept; all belongs to root.
/// </summary>
internal sealed class ContextArchive(BuildImage operation, BuildContext context)
{
    private const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Usual | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="ComposeEngineException">A file cannot be read, or became shorter while it was.</exception>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        var tar = new TarWriter(destination, TarEntryFormat.Pax, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach ((string path, byte[] content) in context.Additions)
            {
                using var data = new MemoryStream(content, writable: false);
                await tar.WriteEntryAsync(Entry(TarEntryType.RegularFile, path, Usual, DateTimeOffset.UnixEpoch, data), cancellationToken).ConfigureAwait(false);
            }

            if (context.Root is { } root)
            {
                foreach ((string path, FileSystemInfo file) in Walk(new DirectoryInfo(root), "", context.Rules.Of("")))
                    await WriteAsync(tar, path, file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<(string Path, FileSystemInfo File)> Walk(DirectoryInfo folder, string prefix, IgnoreVerdict above)
    {
        foreach (FileSystemInfo file in Read(folder, prefix).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            string path = prefix + file.Name;
            IgnoreVerdict verdict = context.Rules.Of(path, above);
            if (!verdict.Ignored && !context.Additions.ContainsKey(path))
                yield return (path, file);

            if (file is DirectoryInfo { LinkTarget: null } below && (!verdict.Ignored || context.Rules.MayKeepBelow(path)))
            {
                foreach ((string, FileSystemInfo) entry in Walk(below, path + "/", verdict))
                    yield return entry;
            }
        }
    }

    private FileSystemInfo[] Read(DirectoryInfo folder, string path)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path.Length == 0 ? folder.FullName : path, e);
        }
    }

    private async Task WriteAsync(TarWriter tar, string path, FileSystemInfo file, CancellationToken cancellationToken)
    {
        var time = new DateTimeOffset(file.LastWriteTimeUtc);
        if (file.LinkTarget is { } target)
        {
            PaxTarEntry link = Entry(TarEntryType.SymbolicLink, path, Executable, time);
            link.LinkName = target;
            await tar.WriteEntryAsync(link, cancellationToken).ConfigureAwait(false);
        }
        else if (file is DirectoryInfo)
        {
            await tar.WriteEntryAsync(Entry(TarEntryType.Directory, path + "/", ModeOf(file), time), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // What has no bytes is not opened: a pipe or a socket, of which an empty file is sent, would wait for its other end.
            using SteadyFile? data = ((FileInfo)file).Length == 0 ? null : Open(path, file);
            await tar.WriteEntryAsync(Entry(TarEntryType.RegularFile, path, ModeOf(file), time, data), cancellationToken).ConfigureAwait(false);
        }
    }

    private SteadyFile Open(string path, FileSystemInfo file)
    {
        try
        {
            return SteadyFile.Open(file.FullName, () => Shortened(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private ComposeEngineException Unreadable(string path, Exception inner) => BuildContext.Unusable(
        operation,
        $"\"{path}\" of its context cannot be read: {inner.Message} Give yourself the right to read it, or name it in .dockerignore.",
        inner);

    private ComposeEngineException Shortened(string path) => BuildContext.Unusable(
        operation,
        $"\"{path}\" of its context became shorter while it was sent. Build again when nothing writes to it, or name it in .dockerignore.",
        inner: null);

    private static PaxTarEntry Entry(TarEntryType type, string path, UnixFileMode mode, DateTimeOffset time, Stream? data = null)
    {
        var entry = new PaxTarEntry(type, path) { Mode = mode, ModificationTime = time };
        if (data is not null)
            entry.DataStream = data;
        return entry;
    }

    // Windows knows no modes; there all may be run, as the docker command has it.
    private static UnixFileMode ModeOf(FileSystemInfo file) => OperatingSystem.IsWindows() ? Executable : file.UnixFileMode;
}
