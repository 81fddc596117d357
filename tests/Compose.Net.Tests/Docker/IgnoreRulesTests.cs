using Compose.Net.Docker.Building;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

/// <summary>What a <c>.dockerignore</c> leaves out. The engine's own rules, by the builder's documentation and source; a few are run beside the docker command in the engine tests.</summary>
public sealed class IgnoreRulesTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "a/b/c", true)]
    [InlineData("a", "b/a", false)]
    [InlineData("/a", "a", true)]
    [InlineData("./a/", "a", true)]
    [InlineData("a//b", "a/b", true)]
    [InlineData("x/../a", "a", true)]
    [InlineData("*.txt", "a.txt", true)]
    [InlineData("*.txt", "b/a.txt", false)]
    [InlineData("*/*.txt", "b/a.txt", true)]
    [InlineData("*/temp*", "a/temporary.txt", true)]
    [InlineData("*/*/temp*", "a/b/temporary", true)]
    [InlineData("temp?", "tempa", true)]
    [InlineData("temp?", "temp", false)]
    [InlineData("temp?", "temp/", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/a", "a", true)]
    [InlineData("**/a", "b/c/a", true)]
    [InlineData("**/a", "b/ca", false)]
    [InlineData("**/*.go", "a.go", true)]
    [InlineData("**/*.go", "x/y/a.go", true)]
    [InlineData("**/*.go", "x/y/a.goo", false)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**", "a/b", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/x/bb", false)]
    [InlineData("**/node_modules/**", "x/node_modules/y", true)]
    [InlineData("[a-c].txt", "b.txt", true)]
    [InlineData("[^a-c].txt", "b.txt", false)]
    [InlineData("[^a-c].txt", "d.txt", true)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("a+(b)$", "a+(b)$", true)]
    [InlineData("# a", "# a", false)]
    [InlineData("  a  ", "a", true)]
    [InlineData("a\r", "a", true)]
    [InlineData("\uFEFFa", "a", true)]
    public void A_pattern_leaves_out_what_it_matches_and_all_below(string pattern, string path, bool ignored) =>
        IgnoreRules.Parse(pattern).Of(path.TrimEnd('/')).Ignored.Should().Be(ignored);

    [Theory]
    [InlineData("*.md\n!README.md", "README.md", false)]
    [InlineData("*.md\n!README.md", "OTHER.md", true)]
    [InlineData("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [InlineData("*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false)]
    [InlineData("*\n!src", "src/a.c", false)]
    [InlineData("*\n!src", "bin/a.o", true)]
    [InlineData("*\n!src/**/*.c", "src/x/a.c", false)]
    [InlineData("*\n!src/**/*.c", "src/x/a.h", true)]
    [InlineData("*\n! src", "src", false)]
    public void The_last_pattern_that_matches_decides(string patterns, string path, bool ignored) =>
        IgnoreRules.Parse(patterns).Of(path).Ignored.Should().Be(ignored);

    [Theory]
    [InlineData("*\n!a/b/c", "a", true)]
    [InlineData("*\n!a/b/c", "a/b", true)]
    [InlineData("*\n!a/b/c", "x", false)]
    [InlineData("*\n!**/c", "x", true)]
    [InlineData("*\n!a/*/c", "a", true)]
    [InlineData("*\n!a/*/c", "b", false)]
    [InlineData("*", "a", false)]
    public void A_folder_is_looked_into_only_where_something_may_be_kept(string patterns, string folder, bool looked) =>
        IgnoreRules.Parse(patterns).MayKeepBelow(folder).Should().Be(looked);

    [Fact]
    public void The_Dockerfile_is_sent_whatever_the_rules_say()
    {
        IgnoreRules rules = IgnoreRules.Parse("*").Keeping("docker/Dockerfile");

        rules.Of("docker/Dockerfile").Ignored.Should().BeFalse();
        rules.Of("docker/other").Ignored.Should().BeTrue();
        rules.MayKeepBelow("docker").Should().BeTrue();
    }

    [Theory]
    [InlineData("a\n!\nb", "\"!\" stands alone: a pattern must follow it.")]
    [InlineData("[a", "\"[a\" is no pattern: its brackets do not fit together.")]
    public void What_is_no_pattern_is_named(string text, string message) =>
        FluentActions.Invoking(() => IgnoreRules.Parse(text)).Should().Throw<FormatException>().WithMessage(message);
}
