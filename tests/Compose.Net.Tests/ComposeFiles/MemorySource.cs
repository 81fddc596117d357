using System.Text;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>A source as a user of the library would write one.</summary>
internal sealed class MemorySource(params (string Path, string Text)[] files) : IComposeFileSource
{
    private readonly Dictionary<string, string> _files = files.ToDictionary(file => file.Path, file => file.Text);

    public string CurrentDirectory => "/p/shop";

    public Dictionary<string, string> Variables { get; } = [];

    IReadOnlyDictionary<string, string> IComposeFileSource.Environment => Variables;

    public List<string> Opened { get; } = [];

    public bool FileExists(string path) => _files.ContainsKey(path);

    public bool DirectoryExists(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    public Stream OpenRead(string path)
    {
        Opened.Add(path);
        return path.Contains("secret", StringComparison.Ordinal) ? throw new UnauthorizedAccessException()
            : _files.TryGetValue(path, out string? text) ? new MemoryStream(Encoding.UTF8.GetBytes(text))
            : DirectoryExists(path) ? throw new UnauthorizedAccessException()
            : throw new FileNotFoundException();
    }
}
