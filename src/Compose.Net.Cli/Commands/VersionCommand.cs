using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints the tool's version.</summary>
internal sealed class VersionCommand : ToolCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "pretty", "json");
    private readonly Option<bool> _short = new("--short") { Description = "Print only the number." };

    public VersionCommand(ToolContext tool, GlobalOptions global)
        : base("version", "Print the version of compose-net.", tool, global)
    {
        Add(_format);
        Add(_short);
    }

    public override bool IsAboutProject => false;

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("version --short", "only the number")];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Print(parsed.GetValue(_short) ? ToolVersion.Number
            : parsed.GetValue(_format) == "json" ? $"{{\"version\":\"{ToolVersion.Number}\"}}"
            : ToolVersion.Line);
        return Task.FromResult(ExitCodes.Success);
    }
}
