using Compose.Net.Diagnostics;
using Compose.Net.Syntax;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Syntax;

public sealed class ReadLimitTests
{
    private const string Wide = "x, x, x, x, x, x, x, x, x, x";

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_refused_where_it_gets_too_deep(string opening) =>
        Yaml.Errors(string.Concat(Enumerable.Repeat(opening, 100_000))).Should().ContainSingle().Which.Should().Contain("CN0009");

    [Fact]
    public void The_aliases_of_all_documents_count_together()
    {
        string document = $"x-a: &a [{string.Join(", ", Enumerable.Repeat("1", 300))}]\nx-b: [{string.Join(", ", Enumerable.Repeat("*a", 1_000))}]\n";
        ComposeFileResult result = ComposeFile.Parse("services: {web: {image: x}}\n" + string.Concat(Enumerable.Repeat("---\n" + document, 4)), new ComposeFileOptions { ProjectName = "p" });

        result.Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0010");
    }

    [Fact]
    public void A_depth_of_128_is_taken() => Yaml.Errors($"a: {new string('[', 127)}{new string(']', 127)}").Should().BeEmpty();

    [Fact]
    public void Aliases_count_with_the_depth_that_they_stand_for()
    {
        IEnumerable<string> lines = Enumerable.Range(1, 200).Select(i => $"a{i}: &a{i} [*a{i - 1}]");

        Yaml.Errors("a0: &a0 [x]\n" + string.Join('\n', lines)).Should().ContainSingle().Which.Should().StartWith("f.yaml(127,").And.Contain("CN0009");
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_is_written_out()
    {
        IEnumerable<string> lines = Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{Wide.Replace("x", $"*a{i - 1}", StringComparison.Ordinal)}]");

        Yaml.Errors($"a0: &a0 [{Wide}]\n" + string.Join('\n', lines)).Should().ContainSingle().Which.Should().StartWith("f.yaml(6,").And.Contain("CN0010");
    }

    [Fact]
    public void A_bomb_of_merge_keys_is_refused()
    {
        string keys = string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"k{i}: 1"));
        string merges = string.Join(", ", Enumerable.Repeat("*a", 2_000));

        Yaml.Errors($"x: &a {{{keys}}}\ny: {{<<: [{merges}]}}").Should().ContainSingle().Which.Should().Contain("CN0010");
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(3000)]
    [InlineData(100_000)]
    public void A_key_that_is_too_long_is_refused(int length) =>
        Yaml.Errors($"a:\n  {new string('k', length)}: 1").Should().ContainSingle().Which.Should().StartWith("f.yaml(2,").And.Contain("CN0022");

    [Fact]
    public void A_key_of_1024_characters_is_taken() => Yaml.Errors($"{new string('k', 1024)}: 1").Should().BeEmpty();

    [Fact]
    public void Each_limit_is_an_option()
    {
        const string text = "a: {b: [c, d]}";

        Yaml.Errors(text, new ComposeLimits { Depth = 3 }).Should().ContainSingle().Which.Should().Contain("CN0009").And.Contain("3 levels");
        Yaml.Errors(text, new ComposeLimits { Nodes = 3 }).Should().ContainSingle().Which.Should().Contain("CN0010").And.Contain("3 values");
        Yaml.Errors("long: 1", new ComposeLimits { KeyLength = 3 }).Should().ContainSingle().Which.Should().Contain("CN0022").And.Contain("3 characters");
        ComposeFile.Parse(text, new ComposeFileOptions { Limits = new ComposeLimits { FileSize = 3 } }).Diagnostics.Should().ContainSingle()
            .Which.Message.Should().StartWith("The input is larger than 3 bytes.");
    }

    [Fact]
    public void A_limit_that_protects_nothing_is_refused()
    {
        FluentActions.Invoking(() => new ComposeLimits { Depth = 100_000 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ComposeLimits { Nodes = 0 }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData("a: b\0c", "f.yaml(1,5): error CN0003: The file holds the control character U+0000, which text does not. Is it a binary file?")]
    [InlineData("a: b\nc: \u0001", "f.yaml(2,4): error CN0003: The file holds the control character U+0001, which text does not. Is it a binary file?")]
    public void Control_characters_are_refused(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();

        SourceText.Create("f.yaml", text, diagnostics, ComposeLimits.Default).Should().BeNull();

        diagnostics.Sorted().Single().ToString().Should().Be(expected);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        var diagnostics = new DiagnosticBag();

        SourceText.Decode("f.yaml", [0x61, 0x3A, 0x20, 0xE9], diagnostics, ComposeLimits.Default).Should().BeNull();

        diagnostics.Sorted().Single().Code.Should().Be(DiagnosticCodes.NotText);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key() =>
        SourceText.Create("f.yaml", "\uFEFFa: b", new DiagnosticBag(), ComposeLimits.Default)!.Text.Should().Be("a: b");

    [Fact]
    public void A_huge_text_is_refused()
    {
        var diagnostics = new DiagnosticBag();

        SourceText.Create("f.yaml", new string('x', ComposeLimits.Default.FileSize + 1), diagnostics, ComposeLimits.Default).Should().BeNull();

        diagnostics.Sorted().Single().Code.Should().Be(DiagnosticCodes.InputTooLarge);
    }
}
