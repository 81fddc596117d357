using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Loads projects of several files that lie in memory below <c>/p</c>; the first one is loaded, and names the others.</summary>
internal static class SeveralFiles
{
    private static readonly ComposeFileOptions Options = new()
    {
        ProjectName = "p",
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("HOME", "/home/me").Add("SET", "value"),
    };

    public static Task<ComposeFileResult> ResultAsync(params (string Path, string Text)[] files) =>
        new MemoryFiles("/p", [.. files.Select(file => ($"/p/{file.Path}", file.Text))]).LoadAsync(Options, files[0].Path);

    public static async Task<ComposeProject> ProjectAsync(params (string Path, string Text)[] files)
    {
        ComposeFileResult result = await ResultAsync(files);
        return result.Project ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    public static async Task<string[]> LinesAsync(params (string Path, string Text)[] files) =>
        [.. (await ResultAsync(files)).Diagnostics.Select(diagnostic => diagnostic.ToString())];
}
