using System.Globalization;
using System.Text.RegularExpressions;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

/// <summary>Holds docs/behaviours.md and the tests that it names together.</summary>
public sealed partial class BehaviourTests
{
    private static readonly string Text = File.ReadAllText(SourceTree.At("docs/behaviours.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_behaviour_names_tests_that_exist()
    {
        HashSet<string> tests =
        [
            .. Directory.EnumerateFiles(SourceTree.At("tests"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(path => Test().Matches(File.ReadAllText(path)))
                .Select(match => match.Groups["name"].Value),
        ];
        string[] named = [.. Rows().SelectMany(row => Name().Matches(row)).Select(match => match.Groups["name"].Value)];

        tests.Should().HaveCountGreaterThan(300);
        named.Should().HaveCountGreaterThan(80).And.OnlyContain(name => tests.Contains(name));
    }

    [Fact]
    public void All_forty_are_there_in_their_order() =>
        Rows().Select(row => row.Split('|')[1].Trim()).Should().Equal(Enumerable.Range(1, 40).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Rows() => Text.Split('\n').Where(line => Row().IsMatch(line));

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Z][a-zA-Z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^    public (static )?(async )?(Task|void) (?<name>\w+_\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
