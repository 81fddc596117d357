using System.Collections.Immutable;

namespace Compose.Net.Loading.Input;

/// <summary>A world without files, for what needs none.</summary>
internal sealed class NoFiles : IFileSource
{
    public static NoFiles Instance { get; } = new();

    public string CurrentDirectory => "/";

    public IReadOnlyDictionary<string, string> Environment => ImmutableDictionary<string, string>.Empty;

    public bool FileExists(string path) => false;

    public bool DirectoryExists(string path) => false;

    public FileContent Read(string path) => new(default, "It does not exist.", Missing: true);

    public Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Read(path));
}
