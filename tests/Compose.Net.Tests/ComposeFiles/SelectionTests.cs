using Compose.Net.Loading.Stages;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class SelectionTests
{
    private const string Shop = """
        services:
          web: {image: x, profiles: [front], depends_on: [db], networks: [edge]}
          db: {image: x, profiles: [back]}
          same: {image: x, profiles: [front]}
          opt: {image: x, depends_on: {db: {condition: service_started, required: false}}}
          d1: {image: x, depends_on: [opt], volumes: ["cache:/c"]}
          both: {image: x, profiles: [front, back], depends_on: [db]}
          side: {image: x, network_mode: "service:d1"}
        networks: {edge: }
        volumes: {cache: }
        """;

    [Theory]
    [InlineData("opt", "opt")]
    [InlineData("d1", "d1|opt")]
    [InlineData("db", "db")]
    [InlineData("same", "same")]
    [InlineData("both", "both|db")]
    [InlineData("web db", "db|web")]
    [InlineData("side", "d1|opt|side")]
    [InlineData("d*", "d1|opt")]
    [InlineData("[ds]?*", "d1|opt|side")]
    [InlineData("*", "d1|opt|side")]
    public void Named_services_come_with_what_they_depend_on_and_nothing_else(string named, string expected)
    {
        ComposeFileResult result = Load(named);

        result.Diagnostics.Should().BeEmpty();
        string.Join('|', result.Project!.Services.Keys).Should().Be(expected);
        result.Project.Services.Keys.Concat(result.Project.DisabledServices.Keys).Should().HaveCount(7, "the others are known, so that their containers are no orphans");
    }

    [Fact]
    public void What_only_others_use_is_left_out()
    {
        Load("opt").Project!.Volumes.Should().BeEmpty();
        Load("d1").Project!.Volumes.Keys.Should().Equal("cache");
    }

    [Fact]
    public void An_optional_dependency_that_is_not_enabled_is_dropped()
    {
        Load("opt").Project!.Services["opt"].DependsOn.Should().BeEmpty();
        Load("opt db").Project!.Services["opt"].DependsOn.Should().ContainKey("db");
    }

    [Fact]
    public void A_dependency_in_a_profile_that_is_not_active_is_asked_for() =>
        Load("web").Diagnostics.Single().ToString().Should().Be(
            "compose.yaml(2,51): error CN0107: Service \"web\" needs service \"db\", which no active profile enables. Activate one of its profiles: back.");

    [Theory]
    [InlineData("wbe", "error CN0103: Service \"wbe\" is not defined. Did you mean \"web\"? Defined services: both, d1, db, opt, same, side, web.")]
    [InlineData("s?me", "error CN0103: Service \"s?me\" is not defined.")]
    public void A_name_that_selects_nothing_is_an_error(string named, string line) =>
        Load($"opt {named}").Diagnostics.Single().ToString().Should().StartWith(line);

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("?", "", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[ab", "[ab", true)]
    [InlineData("[]x", "[]x", true)]
    [InlineData("a.b", "axb", false)]
    public void A_pattern_matches_a_whole_name(string pattern, string name, bool expected) =>
        NamePattern.Matches(pattern, name).Should().Be(expected);

    private static ComposeFileResult Load(string named) => ComposeFile.Parse(Shop, new ComposeFileOptions
    {
        Source = new MemorySource(),
        Services = [.. named.Split(' ')],
    });
}
