using System.Formats.Tar;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Unpacks an archive that somebody else made: nothing in it gets outside of the folder, by its name or over a link. Devices are left out.</summary>
internal sealed class TarUnpacking(CopyTarget target, bool isContent)
{
    // What is not there, so that a second name of it can only be left out too.
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pipes = new(StringComparer.Ordinal);

    /// <exception cref="ComposeEngineException">Something cannot be written, would get outside, or there is nothing but a device.</exception>
    public async Task ReadAsync(Stream archive, CancellationToken cancellationToken)
    {
        int count = 0;
        var reader = new TarReader(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                string path = Place(entry.Name);
                count++;
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

        if (count > 0 && count == _leftOut.Count)
            throw CopyTarget.Refused($"\"{_leftOut.First()}\" was not made: it would be a device, and those are not copied. Copy files, folders and links.");
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
            case TarEntryType.BlockDevice or TarEntryType.CharacterDevice:
                _leftOut.Add(path);
                break;
            case TarEntryType.Fifo:
                _pipes.Add(path);
                goto default;
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
    private void CopyEarlier(string earlier, string path)
    {
        if (new FileInfo(earlier).LinkTarget is { } leadsTo)
        {
            MakeLink(path, leadsTo);
        }
        else if (_leftOut.Contains(earlier) || _pipes.Contains(earlier))
        {
            // Whoever copies a pipe waits for somebody who writes to it.
            _leftOut.Add(path);
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
