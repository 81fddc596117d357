namespace Compose.Net.Loading.Input;

/// <summary>Reads from the caller's source, or the disk: bounded, and with words in place of exceptions.</summary>
internal sealed class SourceFiles(IComposeFileSource source, ComposeLimits limits) : IFileSource
{
    public string CurrentDirectory => source.CurrentDirectory;

    public IReadOnlyDictionary<string, string> Environment => source.Environment;

    public bool FileExists(string path) => source.FileExists(path);

    public bool DirectoryExists(string path) => source.DirectoryExists(path);

    public FileContent Read(string path)
    {
        try
        {
            using Stream stream = source.OpenRead(path);
            return new FileContent(BoundedStream.Read(stream, limits));
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Failure(path, exception);
        }
    }

    public async Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = source.OpenRead(path);
            await using (stream.ConfigureAwait(false))
            {
                return new FileContent(await BoundedStream.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Failure(path, exception);
        }
    }

    private static bool IsExpected(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private FileContent Failure(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => new FileContent(default, "It does not exist.", Missing: true),
        _ when source.DirectoryExists(path) => new FileContent(default, "It is a folder. Name a file in it."),
        UnauthorizedAccessException => new FileContent(default, "This user may not read it. Change its permissions, or run this as a user who may."),
        _ => new FileContent(default, exception.Message),
    };
}
