using System.Formats.Tar;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Unpacks an archive that somebody else made: nothing in it gets outside of the folder, by its name or over a link.</summary>
internal sealed class TarUnpacking(CopyTarget target, bool isContent)
{
    public async Task ReadAsync(Stream archive, CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                string path = Place(entry.Name);
                try
                {
                    await UnpackAsync(entry, path, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    throw CopyTarget.Refused($"\"{path}\" cannot be written: {exception.Message} Copy to a place that can be.");
                }
            }
        }
    }

    private async Task UnpackAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                MakeFolder(path, entry);
                break;
            case TarEntryType.SymbolicLink:
                MakeLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                CopyEarlier(Place(entry.LinkName), path);
                break;
            case TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                break;
            default:
                await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static void MakeFolder(string path, TarEntry entry)
    {
        if (Directory.Exists(path))
            return;

        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, entry.Mode | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void MakeLink(string path, string leadsTo)
    {
        File.Delete(path);
        File.CreateSymbolicLink(path, leadsTo);
    }

    // A second name of a file that was unpacked before. A link is not followed: it may lead outside of the folder.
    private static void CopyEarlier(string earlier, string path)
    {
        if (new FileInfo(earlier).LinkTarget is { } leadsTo)
        {
            MakeLink(path, leadsTo);
        }
        else
        {
            File.Delete(path);
            File.Copy(earlier, path);
        }
    }

    private string Place(string name)
    {
        List<string> parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        if (parts.Exists(part => part == ".." || part.Contains('\\', StringComparison.Ordinal) && OperatingSystem.IsWindows()))
            throw Unsafe(name, "names a place outside of it");

        if (target.Name is { } other)
        {
            if (isContent || parts.Count == 0)
                parts.Insert(0, other);
            else
                parts[0] = other;
        }

        string path = target.Folder;
        for (int i = 0; i < parts.Count; i++)
        {
            path = Path.Join(path, parts[i]);
            if (i < parts.Count - 1 && new DirectoryInfo(path).LinkTarget is not null)
                throw Unsafe(name, $"lies behind the symbolic link \"{path}\"");
        }

        return path;
    }

    private ComposeEngineException Unsafe(string name, string why) => new(
        DiagnosticCodes.UnsafeArchive,
        $"The container's files are not unpacked into \"{target.Folder}\" any further: \"{name}\" {why}. Copy into an empty folder, and do not trust that container.");
}
