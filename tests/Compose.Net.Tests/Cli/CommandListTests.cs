using System.CommandLine;
using System.Text.RegularExpressions;
using Compose.Net.Cli;
using Compose.Net.Cli.Commands;
using Compose.Net.Diagnostics;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

/// <summary>Holds docs/commands.md and the parser together.</summary>
public partial class CommandListTests
{
    private static readonly Command[] Parsed = [.. new ToolRootCommand(new ToolContext { Output = TextWriter.Null, Error = TextWriter.Null }).Subcommands];

    public static TheoryData<string, string> Sections =>
        [.. Section().Matches(File.ReadAllText(SourceTree.At("docs/commands.md")).ReplaceLineEndings("\n")).Select(match => (match.Groups["name"].Value, match.Groups["text"].Value))];

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_section_names_every_option_of_its_command_and_no_other(string name, string text)
    {
        Command command = Parsed.Should().ContainSingle(command => command.Name == name).Which;

        string options = Options().Match(text) is { Success: true } match ? match.Groups["list"].Value : "";

        Regex.Matches(options, "`(--[a-zA-Z-]+)`").Select(option => option.Groups[1].Value).Should().BeEquivalentTo(command.Options.Where(option => !option.Hidden).Select(option => option.Name));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task A_section_says_by_name_where_its_command_needs_no_file(string name, string text)
    {
        var run = new ToolRun { Project = null, Diagnostics = [Diagnostic.Error("CN0016", "No file.")] };
        string[] needed = [.. Parsed.Single(command => command.Name == name).Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "80")];

        await run.RunAsync([name, "-p", "nobody", .. needed]);

        run.Error.Contains("CN0464", StringComparison.Ordinal).Should().Be(text.Contains("By name.", StringComparison.Ordinal), run.Error);
    }

    [GeneratedRegex(@"^## (?<name>[a-z]+)\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"Options: (?<list>[^.]*)\.")]
    private static partial Regex Options();
}
