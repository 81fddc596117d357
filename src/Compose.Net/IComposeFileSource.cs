namespace Compose.Net;

/// <summary>
/// The world outside that loading looks at. Loading touches nothing else: with a source of your own, no file, variable or folder of
/// this machine has a part in it. Implementations must allow calls from several threads where several loads share them.
/// </summary>
public interface IComposeFileSource
{
    /// <summary>The absolute folder that relative names start from.</summary>
    string CurrentDirectory { get; }

    /// <summary>The variables that win over env files; read once for each load.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Whether there is a file at an absolute path. A folder is none.</summary>
    bool FileExists(string path);

    /// <summary>Whether there is a folder at an absolute path.</summary>
    bool DirectoryExists(string path);

    /// <summary>Opens a file for reading. The reader disposes the stream.</summary>
    /// <param name="path">An absolute path, or <c>-</c> for standard input.</param>
    /// <exception cref="FileNotFoundException">There is none; this, and any other <see cref="IOException"/>, becomes a diagnostic that names the file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read; becomes a diagnostic as well.</exception>
    Stream OpenRead(string path);
}
