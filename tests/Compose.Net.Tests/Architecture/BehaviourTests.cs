using System.Globalization;
using System.Text.RegularExpressions;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

/// <summary>Holds docs/behaviours.md and docs/networking.md together with the tests that they name.</summary>
public sealed partial class BehaviourTests
{
    private static readonly HashSet<string> Tests =
    [
        .. Directory.EnumerateFiles(SourceTree.At("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Test().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["name"].Value),
    ];

    [Fact]
    public void Every_behaviour_names_tests_that_exist()
    {
        string[] named = [.. Rows().SelectMany(row => Name().Matches(row)).Select(match => match.Groups["name"].Value)];

        Tests.Should().HaveCountGreaterThan(300);
        named.Should().HaveCountGreaterThan(80).And.OnlyContain(name => Tests.Contains(name));
    }

    [Fact]
    public void Every_command_of_a_tutorial_names_tests_that_exist()
    {
        string[] rows = [.. RowsBelow("| in a tutorial | here | test |")];

        rows.Should().HaveCountGreaterThan(30);
        rows.Where(row => NamesOf(row) is not { Length: > 0 } names || names.Any(name => !Tests.Contains(name))).Should().BeEmpty();
    }

    [Fact]
    public void All_forty_are_there_in_their_order() =>
        Rows().Select(row => row.Split('|')[1].Trim()).Should().Equal(Enumerable.Range(1, 40).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Rows() => Lines("docs/behaviours.md").Where(line => Row().IsMatch(line));

    // The rows of every table with these headings, without the line below the headings.
    private static IEnumerable<string> RowsBelow(string headings)
    {
        string[] lines = Lines("docs/networking.md");
        return lines.Index().Where(line => line.Item == headings).SelectMany(line => lines.Skip(line.Index + 2).TakeWhile(row => row.StartsWith('|')));
    }

    private static string[] NamesOf(string row) => [.. Name().Matches(row.Split('|')[^2]).Select(match => match.Groups["name"].Value)];

    private static string[] Lines(string document) => File.ReadAllText(SourceTree.At(document)).ReplaceLineEndings("\n").Split('\n');

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Z][a-zA-Z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^    public (static )?(async )?(Task|void) (?<name>\w+_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
