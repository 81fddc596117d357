using System.Globalization;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;
using static Compose.Net.Tests.ComposeFiles.SeveralFiles;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class ExtendsTests
{
    [Theory]
    [InlineData("extends: base")]
    [InlineData("extends: {service: base}")]
    public async Task A_service_takes_everything_from_the_one_it_extends_and_says_the_last_word(string extends)
    {
        ComposeProject project = await ProjectAsync(("compose.yaml", $$"""
            services:
              base:
                image: x
                user: root
                command: [a, b]
                environment: [A=1, B=1]
                depends_on: [db]
                networks: [n]
                ports: ["80"]
                profiles: [off]
              db: {image: y}
              web:
                {{extends}}
                command: [c]
                environment: {B: 2}
                ports: ["81"]
            networks: {n: }
            """));
        project.Services.Should().NotContainKey("web");

        ServiceDefinition web = project.DisabledServices["web"];
        (web.Image, web.User, web.Command!.Value.Single()).Should().Be(("x", "root", "c"));
        web.Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = "1", ["B"] = "2" });
        web.DependsOn.Keys.Should().Equal("db");
        web.Networks.Keys.Should().Equal("n");
        web.Ports.Select(port => port.Target).Should().Equal(80, 81);
        project.DisabledServices["base"].Ports.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_chain_is_followed_through_files_each_with_its_own_folder()
    {
        ComposeProject project = await ProjectAsync(
            ("compose.yaml", "services:\n  web: {extends: {file: a/a.yaml, service: mid}, volumes: [\"./0:/0\"]}\n"),
            ("a/a.yaml", "services:\n  mid: {extends: {file: b/b.yaml, service: low}, volumes: [\"./1:/1\"]}\n"),
            ("a/b/b.yaml", "services:\n  low: {extends: lowest, volumes: [\"./2:/2\"]}\n  lowest: {image: x, volumes: [\"./3:/3\"]}\n"));

        project.Services["web"].Mounts.Cast<BindMount>().Select(mount => mount.Source).Should().Equal("/p/a/b/3", "/p/a/b/2", "/p/a/1", "/p/0");
    }

    [Fact]
    public async Task Only_the_extended_service_of_another_file_must_be_right() =>
        (await ProjectAsync(
            ("compose.yaml", "services:\n  web: {extends: {file: a.yaml, service: base}}\n"),
            ("a.yaml", "foo: 1\nservices:\n  base: {image: x}\n  wrong: {zzz: 1, extends: nothing}\n"))).Services["web"].Image.Should().Be("x");

    [Fact]
    public async Task Tags_act_on_what_is_extended_at_their_own_level_only()
    {
        ComposeProject project = await ProjectAsync(
            ("compose.yaml", "services:\n  web: {extends: {file: a.yaml, service: mid}, ports: [\"83\"]}\n"),
            ("a.yaml", "services:\n  low: {image: x, ports: [\"80\", \"81\"], environment: {A: 1, B: 1}}\n  mid: {extends: low, ports: !override [\"82\"], environment: {A: !reset null}}\n"));

        project.Services["web"].Ports.Select(port => port.Target).Should().Equal(82, 83);
        project.Services["web"].Environment.Keys.Should().Equal("B");
    }

    [Theory]
    [InlineData("gone", "compose.yaml(2,18): error CN0103: Service \"gone\" is not defined. Defined services: web. It is looked for in compose.yaml.")]
    [InlineData("{file: gone.yaml, service: base}", "compose.yaml(2,25): error CN0001: The extended file \"gone.yaml\" does not exist: there is no file \"/p/gone.yaml\". Check the path.")]
    public async Task What_a_service_would_have_taken_over_is_not_missed_too(string extends, string line) =>
        (await LinesAsync(("compose.yaml", $"services:\n  web: {{extends: {extends}}}\n"))).Should().Equal(line);

    [Fact]
    public async Task A_service_that_extends_an_empty_one_needs_an_image_of_its_own() =>
        (await LinesAsync(("compose.yaml", "services:\n  web: {extends: {file: a.yaml, service: base}}\n"), ("a.yaml", "services:\n  base:\n"))).Should()
            .Equal("compose.yaml(2,3): error CN0102: Service \"web\" has no image. Give it one with \"image:\", or with \"build:\".");

    [Fact]
    public async Task What_is_inherited_and_wrong_is_reported_where_it_is_written() =>
        (await LinesAsync(
            ("compose.yaml", "services:\n  web: {extends: {file: a.yaml, service: base}}\n"),
            ("a.yaml", "services:\n  db: {image: x}\n  base: {image: x, depends_on: [db], stop_grace_period: soon}\n"))).Should().Equal(
                "a.yaml(3,33): error CN0103: Service \"db\" is not defined. Defined services: web.",
                "a.yaml(3,57): error CN0206: \"soon\" is no duration. Write a number with a unit, such as 90s or 1m30s.");

    [Fact]
    public async Task A_service_or_a_file_that_is_not_there_is_reported() =>
        (await LinesAsync(
            ("compose.yaml", "services:\n  a: {extends: wbe, image: x}\n  b: {extends: {file: gone.yaml, service: x}, image: x}\n  c: {extends: {file: d.yaml, service: x}, image: x}\n  web: {image: x}\n"),
            ("d.yaml", "services:\n  y: {image: x}\n"))).Should().Equal(
                "compose.yaml(2,16): error CN0103: Service \"wbe\" is not defined. Did you mean \"web\"? Defined services: a, b, c, web. It is looked for in compose.yaml.",
                "compose.yaml(3,23): error CN0001: The extended file \"gone.yaml\" does not exist: there is no file \"/p/gone.yaml\". Check the path.",
                "compose.yaml(4,40): error CN0103: Service \"x\" is not defined. Defined services: y. It is looked for in d.yaml.");

    [Theory]
    [InlineData("services:\n  a: {extends: a, image: x}\n", "a (compose.yaml) -> a (compose.yaml)")]
    [InlineData("services:\n  c: {extends: a}\n  a: {extends: b}\n  b: {extends: a, image: x}\n", "a (compose.yaml) -> b (compose.yaml) -> a (compose.yaml)")]
    [InlineData("services:\n  a: {extends: {file: compose.yaml, service: a}, image: x}\n", "a (compose.yaml) -> a (compose.yaml)")]
    public async Task Services_that_extend_each_other_are_named_as_a_circle(string yaml, string circle) =>
        (await LinesAsync(("compose.yaml", yaml))).Should().ContainSingle().Which.Should().Contain("CN0031").And.Contain(circle + ".");

    [Fact]
    public async Task A_chain_without_end_is_refused()
    {
        string yaml = "services:\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"  s{i}: {{extends: s{i + 1}}}\n"))) + "  s10000: {image: x}\n";

        (await LinesAsync(("compose.yaml", yaml))).Should().Contain(line => line.Contains("CN0024", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_service_that_many_extend_is_refused_before_it_fills_the_memory()
    {
        string yaml = "services:\n  base: {image: x, labels: [" + string.Join(',', Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"l{i}"))) + "]}\n"
            + string.Concat(Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"  s{i}: {{extends: base}}\n")));

        (await LinesAsync(("compose.yaml", yaml))).Should().Contain(line => line.Contains("CN0010", StringComparison.Ordinal));
    }
}
