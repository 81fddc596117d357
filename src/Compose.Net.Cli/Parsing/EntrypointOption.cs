using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;

namespace Compose.Net.Cli.Parsing;

/// <summary><c>--entrypoint</c>: a program with its arguments, split into words as a file's <c>entrypoint</c> is.</summary>
internal sealed class EntrypointOption : Option<string?>
{
    public EntrypointOption()
        : base("--entrypoint")
    {
        HelpName = "PROGRAM";
        Description = "The program to run in place of the image's or the service's; the service's command is dropped with it.";
    }

    /// <summary>Returns the words; null where the option is not given.</summary>
    /// <exception cref="ToolException">They cannot be told apart.</exception>
    public ImmutableArray<string>? Read(ParseResult parsed) => parsed.GetValue(this) is { } line ? Split(line) : null;

    // A dollar sign means itself here.
    private static ImmutableArray<string> Split(string line)
    {
        JsonEncodedText text = JsonEncodedText.Encode(line.Replace("$", "$$", StringComparison.Ordinal));
        ComposeFileResult read = ComposeFile.Parse($$"""{"name": "only", "services": {"only": {"image": "only", "entrypoint": "{{text}}"} } }""");
        return read.Diagnostics.FirstOrDefault() is { } problem
            ? throw new ToolException(ToolCodes.CommandLine, $"Option \"--entrypoint\" cannot be read: {problem.Message}")
            : read.Project!.Services["only"].Entrypoint ?? []; // What failed has a diagnostic.
    }
}
