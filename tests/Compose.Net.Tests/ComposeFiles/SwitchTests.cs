using Compose.Net.Loading.Values;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class SwitchTests
{
    private static readonly ComposeFileOptions Options = new() { Source = new MemorySource() };

    [Fact]
    public void Without_normalising_a_project_says_only_what_the_file_says()
    {
        ComposeProject project = ComposeFile.Parse("services: {web: {image: x}, db: {image: x, networks: [back]}}\nnetworks: {back: }", Options with { Normalize = false }).Project!;

        ComposeFile.ToYaml(project).Should().Be("""
            name: shop
            networks:
              back:
                ipam: {}
            services:
              db:
                image: x
                networks:
                  back: null
              web:
                image: x

            """);
    }

    [Theory]
    [InlineData("labels: [\"a.${N}=1\"]", "labels: [\"b=2\"]", "a.${N}=1", "b=2")]
    [InlineData("labels: [\"b=2\"]", "labels: [\"a.${N}=1\"]", "b=2", "a.${N}=1")]
    [InlineData("environment: [\"$B=1\"]", "environment: [C]", "$B=1", "C")]
    [InlineData("extra_hosts: [\"h:1.1.1.1\", \"h:2.2.2.2\"]", "extra_hosts: [\"${H}:1.1.1.1\"]", "h=1.1.1.1", "h=2.2.2.2", "${H}:1.1.1.1")]
    public async Task Lists_with_variables_in_their_names_are_joined_with_others(string earlier, string later, params string[] expected)
    {
        var source = new MemorySource(("/p/shop/compose.yaml", $"services: {{web: {{image: x, {earlier}}}}}"), ("/p/shop/other.yaml", $"services: {{web: {{{later}}}}}"));

        MergedComposeFile merged = await ComposeFile.MergeAsync(["compose.yaml", "other.yaml"], new ComposeFileOptions { Source = source }, TestContext.Current.CancellationToken);

        merged.Diagnostics.Should().BeEmpty();
        string[] lines = [.. merged.ToYaml().Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim('"'))];
        lines.Should().Equal(expected);
    }

    [Theory]
    [InlineData("services: {web: \"${X}\"}")]
    [InlineData("services: {web: {image: x, secrets: [s]}}\nsecrets: {s: $X}")]
    [InlineData("services: {web: {image: x, group_add: $X}}")]
    [InlineData("services: {web: {image: x, gpus: [{capabilities: $X}]}}")]
    [InlineData("services: {web: {image: x, attach: [\"$X\"]}}")]
    [InlineData("services: {web: {image: x}}\nname: [\"$X\"]")]
    public void A_variable_cannot_stand_for_a_mapping_or_a_list(string yaml) =>
        ComposeFile.Parse(yaml, Options with { Interpolate = false }).Diagnostics.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.Code == "CN0205");

    [Fact]
    public void Paths_can_stay_relative()
    {
        const string Yaml = "services: {web: {image: x, volumes: [\"./a:/a\"]}}";

        Source(ComposeFile.Parse(Yaml, Options)).Should().Be("/p/shop/a");
        Source(ComposeFile.Parse(Yaml, Options with { ResolvePaths = false })).Should().Be("./a");

        static string Source(ComposeFileResult result) => ((BindMount)result.Project!.Services["web"].Mounts[0]).Source;
    }

    [Fact]
    public async Task Paths_of_files_that_others_name_are_led_back_to_the_project_where_they_stay_relative()
    {
        (string, string)[] files =
        [
            ("/p/shop/compose.yaml", "include: [in/compose.yaml]\nservices: {web: {extends: {file: base/web.yaml, service: web}}}"),
            ("/p/shop/base/web.yaml", "services: {web: {image: x, env_file: [web.env], volumes: [\"./a:/a\", \"/b:/b\"]}}"),
            ("/p/shop/base/web.env", "WEB=1"),
            ("/p/shop/in/compose.yaml", "services: {db: {extends: {file: ../base/db.yaml, service: db}}}"),
            ("/p/shop/base/db.yaml", "services: {db: {image: x, env_file: [db.env], build: {context: ctx}, volumes: [\"./c:/c\"]}}"),
            ("/p/shop/base/db.env", "DB=1"),
        ];

        ComposeProject project = await ComposeFile.LoadAsync("compose.yaml", new ComposeFileOptions { Source = new MemorySource(files), ResolvePaths = false }, TestContext.Current.CancellationToken);

        project.Services["web"].Environment.Should().ContainKey("WEB");
        project.Services["web"].Mounts.Cast<BindMount>().Select(mount => mount.Source).Should().Equal("base/a", "/b");
        project.Services["db"].Environment.Should().ContainKey("DB");
        project.Services["db"].Mounts.Cast<BindMount>().Select(mount => mount.Source).Should().Equal("base/c");
        project.Services["db"].Build!.Context.Should().Be("base/ctx");
    }

    [Fact]
    public void What_does_not_fit_together_can_be_looked_at()
    {
        const string Yaml = "services: {web: {image: x, depends_on: [nix, web], networks: [none], volumes: [\"gone:/g\"], container_name: one, scale: 2}, empty: {user: me}}";

        ComposeFile.Parse(Yaml, Options).Succeeded.Should().BeFalse();
        ComposeFileResult result = ComposeFile.Parse(Yaml, Options with { CheckConsistency = false });

        result.Diagnostics.Should().BeEmpty();
        result.Project!.Services["web"].DependsOn.Keys.Should().Equal("nix", "web");
    }

    [Theory]
    [InlineData("PATH", true, "upper")]
    [InlineData("path", true, "lower")]
    [InlineData("Path", true, "upper")]
    [InlineData("Path", false, null)]
    public void A_variable_is_found_by_its_very_name_first_and_then_in_any_case_where_names_have_none(string name, bool caseDoesNotMatter, string? expected)
    {
        var variables = new Dictionary<string, string> { ["path"] = "lower", ["PATH"] = "upper" };

        variables.TryFind(name, caseDoesNotMatter, out string? value);

        value.Should().Be(expected);
    }
}
