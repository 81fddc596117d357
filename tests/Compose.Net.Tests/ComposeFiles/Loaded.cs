using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Loads texts in tests, with an empty environment and no files.</summary>
internal static class Loaded
{
    private static readonly ComposeFileOptions Options = new()
    {
        ProjectName = "p",
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("HOME", "/home/me").Add("SET", "value"),
    };

    public static ComposeFileResult Result(string yaml, params string[] profiles) =>
        new Net.Loading.ProjectLoader(new MemoryFiles("/p"), Options with { Profiles = [.. profiles] }).Parse(yaml);

    public static string[] Lines(string yaml, params string[] profiles) =>
        [.. Result(yaml, profiles).Diagnostics.Select(diagnostic => diagnostic.ToString())];

    public static ComposeProject Project(string yaml, params string[] profiles)
    {
        ComposeFileResult result = Result(yaml, profiles);
        return result.Project ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    /// <summary>The service <c>a</c> of a text that holds only the lines of its settings.</summary>
    public static ServiceDefinition Service(string settings, string rest = "") =>
        Project($"services:\n  a:\n    image: x\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}\n{rest}").Services["a"];
}
