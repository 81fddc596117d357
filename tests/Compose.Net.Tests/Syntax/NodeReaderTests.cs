using Compose.Net.Diagnostics;
using Compose.Net.Syntax;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Syntax;

public sealed class NodeReaderTests
{
    [Fact]
    public void Every_node_knows_where_it_stands()
    {
        MappingNode root = Yaml.Read("a:\n  b: [x, \"y z\"]\n");

        var list = (SequenceNode)root.Get<MappingNode>("a")!.Get<SequenceNode>("b")!;

        list.Span.Should().Be(new SourceSpan("f.yaml", 2, 6, 2, 6));
        list.Items[1].Span.Should().Be(new SourceSpan("f.yaml", 2, 10, 2, 15));
        root.Get<MappingNode>("a")![0].Key.Span.Should().Be(new SourceSpan("f.yaml", 2, 3, 2, 4));
    }

    [Theory]
    [InlineData("x: &a [1]\ny: *a", "{x: [1], y: [1]}")]
    [InlineData("x: &a.b-c {k: v}\ny: *a.b-c", "{x: {k: v}, y: {k: v}}")]
    [InlineData("x: {a: &v 1, b: *v, c: &w \"2\", d: *w}\ny: *w", "{x: {a: 1, b: 1, c: 2, d: 2}, y: 2}")]
    [InlineData("x: &a {k: v, l: w}\ny: {<<: *a, k: own}", "{x: {k: v, l: w}, y: {k: own, l: w}}")]
    [InlineData("x: &a {k: 1}\nz: &b {k: 2, l: 3}\ny:\n  <<: [*a, *b]", "{x: {k: 1}, z: {k: 2, l: 3}, y: {k: 1, l: 3}}")]
    [InlineData("y: {\"<<\": text}", "{y: {<<: text}}")]
    [InlineData("x: &a 1\nx2: &a 2\ny: *a", "{x: 1, x2: 2, y: 2}")]
    public void Anchors_and_merge_keys_are_written_out(string text, string expected) => Yaml.Flow(Yaml.Read(text)).Should().Be(expected);

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", "f.yaml(3,1): error CN0007: The key \"a\" is there twice: first in line 1, again in line 3. Remove one of them.")]
    [InlineData("a:\n  <<: {}\n  <<: {}", "f.yaml(3,3): error CN0007: The key \"<<\" is there twice: first in line 2, again in line 3. Remove one of them.")]
    [InlineData("1: x", "f.yaml(1,1): error CN0008: The key \"1\" is not text to YAML. Put it in quotes.")]
    [InlineData("? [a]\n: x", "f.yaml(1,3): error CN0008: A key must be text, not a list or a mapping.")]
    [InlineData("a: *nix", "f.yaml(1,4): error CN0012: The alias \"*nix\" has no anchor \"&nix\" above it. An anchor must stand before its aliases, in the same document.")]
    [InlineData("x: &unix 1\na: *nix", "f.yaml(2,4): error CN0012: The alias \"*nix\" has no anchor \"&nix\" above it. Did you mean \"unix\"? An anchor must stand before its aliases, in the same document.")]
    [InlineData("a: &a\n  b: *a", "f.yaml(2,6): error CN0011: The alias \"*a\" stands inside the value that it repeats. Move the anchor to a value that does not hold the alias.")]
    [InlineData("a:\n  <<: x", "f.yaml(2,7): error CN0013: The merge key \"<<\" takes a mapping, an alias of one, or a list of these.")]
    [InlineData("services:\n\ta: b", "f.yaml(2,1): error CN0006: A tab is used to indent the line, which YAML does not allow. Use spaces.")]
    [InlineData("services:\n  a:\n\t image: b", "f.yaml(3,1): error CN0006: A tab is used to indent the line, which YAML does not allow. Use spaces.")]
    public void What_cannot_be_read_is_reported_with_its_place(string text, string expected) => Yaml.Errors(text).Should().Equal(expected);

    [Fact]
    public void A_text_that_the_parser_itself_fails_on_is_not_YAML() =>
        Yaml.Errors("a: {b: 1\nc: {d: 1\u0203}\n  e: {f: g}\nh: {i: {j: {k: 1}}}\n").Should().ContainSingle().Which.Should().Contain("CN0006");

    [Fact]
    public void All_duplicate_keys_are_reported_at_once() => Yaml.Errors("a: 1\na: 2\nb: {c: 1, c: 2}").Should().HaveCount(2);

    [Fact]
    public void Tags_stay_with_their_nodes()
    {
        MappingNode root = Yaml.Read("a: !reset null\nb: !override [x]");

        root.Get<ScalarNode>("a")!.Tag.Should().Be("!reset");
        root.Get<SequenceNode>("b")!.Tag.Should().Be("!override");
    }

    [Fact]
    public void A_long_mapping_finds_its_keys_after_some_were_removed()
    {
        MappingNode root = Yaml.Read(string.Join('\n', Enumerable.Range(0, 40).Select(i => $"k{i}: v{i}")));

        root.RemoveAll(entry => entry.Name == "k7");

        root.Contains("k7").Should().BeFalse();
        root.Get<ScalarNode>("k39")!.Text.Should().Be("v39");
        root.Count.Should().Be(39);
    }
}
