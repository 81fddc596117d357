using System.Formats.Tar;

namespace Compose.Net.Execution;

/// <summary>What the framework tells archives of a file or folder beside its content: its kind, owner, mode and times. It tells owners nobody else.</summary>
internal static class TarHead
{
    /// <summary>Returns an entry that is still without its content; null for a socket, which archives do not know.</summary>
    /// <param name="path">The file or folder; a link is not followed.</param>
    /// <param name="name">Its name in the archive.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static PaxTarEntry? Of(string path, string name)
    {
        using var beginning = new Beginning();
        using (var writer = new TarWriter(beginning, TarEntryFormat.Pax, leaveOpen: true))
        {
            try
            {
                writer.WriteEntry(path, name);
            }
            catch (IOException) when (beginning.IsFull)
            {
            }
            catch (IOException) when (IsSocket(path))
            {
                return null;
            }
        }

        beginning.Position = 0;
        using var reader = new TarReader(beginning);
        TarEntry entry = reader.GetNextEntry()!; // It has just been written.
        if (entry.EntryType == TarEntryType.RegularFile)
            entry.DataStream = null;
        return (PaxTarEntry)entry;
    }

    // The framework tells a socket only by refusing it; none has a length.
    private static bool IsSocket(string path) => !OperatingSystem.IsWindows() && new FileInfo(path) is { Exists: true, Length: 0, LinkTarget: null };

    /// <summary>Takes all that comes before the content, and then no more.</summary>
    private sealed class Beginning : MemoryStream
    {
        // More than the longest path and name can take.
        private const int Most = 64 * 1024;

        public bool IsFull { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            IsFull = Length + count > Most;
            if (IsFull)
                throw new IOException("The beginning is complete.");
            base.Write(buffer, offset, count);
        }
    }
}
