using System.Text;
using Compose.Net.Loading;
using Compose.Net.Loading.Input;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Files, environment and current folder of a test, in memory.</summary>
internal sealed class MemoryFiles(string currentDirectory, params (string Path, string Text)[] files) : IFileSource
{
    private readonly Dictionary<string, string> _files = files.ToDictionary(file => file.Path, file => file.Text);

    public string CurrentDirectory { get; } = currentDirectory;

    public Dictionary<string, string> Variables { get; } = new() { ["HOME"] = "/home/me" };

    public string StandardInput { get; init; } = "";

    IReadOnlyDictionary<string, string> IFileSource.Environment => Variables;

    public bool FileExists(string path) => _files.ContainsKey(path);

    public bool DirectoryExists(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    public FileContent Read(string path) =>
        _files.TryGetValue(path, out string? text) ? new FileContent(Encoding.UTF8.GetBytes(text))
        : DirectoryExists(path) ? new FileContent(default, "It is a folder. Name a file in it.")
        : new FileContent(default, "It does not exist.", Missing: true);

    public Task<FileContent> ReadAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(path == "-" ? new FileContent(Encoding.UTF8.GetBytes(StandardInput)) : Read(path));

    public Task<ComposeFileResult> LoadAsync(ComposeFileOptions? options = null, params string[] paths) =>
        new ProjectLoader(this, options).LoadAsync([.. paths], Xunit.TestContext.Current.CancellationToken);
}
