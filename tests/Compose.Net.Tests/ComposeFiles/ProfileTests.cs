using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class ProfileTests
{
    private const string Shop = """
        services:
          web: {image: x}
          debug: {image: x, profiles: [dev, test], networks: [tools], volumes: ["cache:/c"]}
        networks: {tools: }
        volumes: {cache: }
        """;

    [Theory]
    [InlineData("", "web")]
    [InlineData("dev", "debug|web")]
    [InlineData("*", "debug|web")]
    [InlineData("other", "web")]
    public void An_active_profile_enables_its_services(string profile, string expected)
    {
        ComposeProject project = Loaded.Project(Shop, profile.Length == 0 ? [] : [profile]);

        string.Join('|', project.Services.Keys).Should().Be(expected);
        project.Services.Keys.Concat(project.DisabledServices.Keys).Order(StringComparer.Ordinal).Should().Equal("debug", "web");
        project.Networks.ContainsKey("tools").Should().Be(project.Services.ContainsKey("debug"));
        project.Volumes.ContainsKey("cache").Should().Be(project.Services.ContainsKey("debug"));
    }

    [Theory]
    [InlineData(null, null, "web")]
    [InlineData("", null, "web")]
    [InlineData("x,", null, "web")]
    [InlineData("x", null, "")]
    [InlineData(null, "x", "")]
    public async Task A_profile_that_a_variable_leaves_empty_is_active_where_no_other_is(string? variable, string? given, string expected)
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", "services: {db: {image: y}, web: {image: x, profiles: [\"${WHEN:-}\"]}}"));
        if (variable is not null)
        {
            files.Variables["COMPOSE_PROFILES"] = variable;
        }

        ComposeFileResult result = await files.LoadAsync(new ComposeFileOptions { Profiles = given is null ? [] : [given] });

        string.Join('|', result.Project!.Services.Keys.Where(name => name != "db")).Should().Be(expected);
    }

    [Fact]
    public async Task The_variable_COMPOSE_PROFILES_names_them_where_no_option_does()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop)) { Variables = { ["COMPOSE_PROFILES"] = "x, dev" } };

        (await files.LoadAsync()).Project!.Services.Should().ContainKey("debug");
        (await files.LoadAsync(new ComposeFileOptions { Profiles = ["other"] })).Project!.Services.Should().NotContainKey("debug");
    }

    [Fact]
    public async Task A_profile_that_no_service_has_is_reported_where_it_was_asked_for_and_not_where_a_variable_names_it()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop)) { Variables = { ["COMPOSE_PROFILES"] = "x" } };

        (await files.LoadAsync()).Diagnostics.Should().BeEmpty();
        (await files.LoadAsync(new ComposeFileOptions { Profiles = ["dve", "*", "test"] })).Diagnostics.Select(diagnostic => diagnostic.ToString())
            .Should().Equal("warning CN0118: No service has profile \"dve\". Did you mean \"dev\"? Profiles: dev, test.");
    }

    [Fact]
    public void A_service_that_is_not_enabled_need_not_fit_together() =>
        Loaded.Project("services: {web: {image: x}, broken: {profiles: [p], networks: [nix], depends_on: [nix]}}").DisabledServices.Should().ContainKey("broken");

    [Fact]
    public void A_dependency_that_is_not_enabled_must_be_optional()
    {
        const string Optional = "services: {web: {image: x, depends_on: {db: {condition: service_started, required: false}}}, db: {image: x, profiles: [p]}}";

        Loaded.Lines(Optional).Should().BeEmpty();
        Loaded.Lines(Optional.Replace("false", "true", StringComparison.Ordinal)).Should().Equal(
            "compose.yaml(1,41): error CN0107: Service \"web\" needs service \"db\", which no active profile enables. Activate one of its profiles: p.");
    }
}
