namespace Compose.Net.Loading.Input;

/// <summary>The world outside that loading looks at: files, standard input, the environment and the current folder.</summary>
internal interface IFileSource
{
    string CurrentDirectory { get; }

    /// <summary>The process's own variables.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    bool FileExists(string path);

    bool DirectoryExists(string path);

    /// <summary>Reads a file, at most one byte more than the largest that is taken.</summary>
    FileContent Read(string path);

    /// <summary>As <see cref="Read"/>; the path <c>-</c> is standard input.</summary>
    Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken);
}
