using System.Reflection;
using System.Text.RegularExpressions;
using Compose.Net.Cli;
using Compose.Net.Diagnostics;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

public sealed partial class DocumentTests
{
    private static readonly string[] Codes =
        [.. new[] { typeof(DiagnosticCodes), typeof(ToolCodes) }
            .SelectMany(register => register.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!)];

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(SourceTree.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts" or "TestResults" or ".git"))
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_diagnostic_code_is_documented_once_and_no_other_is()
    {
        string text = File.ReadAllText(SourceTree.At("docs/diagnostics.md"));

        IEnumerable<string> headings = CodeHeading().Matches(text).Select(match => match.Groups["code"].Value);

        headings.Should().BeEquivalentTo(Codes);
    }

    [Fact]
    public void No_two_diagnostics_share_a_code() => Codes.Should().OnlyHaveUniqueItems().And.AllSatisfy(code => code.Should().MatchRegex(@"^CN\d{4}$"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file_and_a_heading(string document)
    {
        string folder = Path.GetDirectoryName(SourceTree.At(document))!;

        IEnumerable<string> broken = Link().Matches(WithoutCode(SourceTree.At(document)))
            .Select(match => match.Groups["to"].Value)
            .Where(link => !Outside().IsMatch(link) && !Exists(SourceTree.At(document), folder, link));

        broken.Should().BeEmpty();
    }

    private static bool Exists(string document, string folder, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        bool found = File.Exists(target) || Directory.Exists(target);
        return found && (parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal) || Anchors(target).Contains(parts[1]));
    }

    // As the forges make them: lower case, blanks to dashes, all other punctuation dropped.
    private static IEnumerable<string> Anchors(string document) => Heading().Matches(WithoutCode(document))
        .Select(match => NotInAnchors().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string document) => Fence().Replace(File.ReadAllText(document).ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"^#{2,4} +`?(?<code>CN\d{4})\b", RegexOptions.Multiline)]
    private static partial Regex CodeHeading();

    [GeneratedRegex(@"^#{1,6} +(?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!`)\[[^\]\n]*\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[a-z]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
