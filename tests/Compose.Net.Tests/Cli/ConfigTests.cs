using Compose.Net.Tests.Graph;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class ConfigTests
{
    [Theory]
    [InlineData("config")]
    [InlineData("config --format yaml")]
    public async Task The_project_is_printed_as_YAML_unless_told_otherwise(string line)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(0);

        run.Output.TrimEnd('\n').Should().Be(ComposeFile.ToYaml(ThreeTier.Project).TrimEnd('\n'));
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task The_project_is_printed_as_JSON_on_request()
    {
        var run = new ToolRun();

        (await run.RunAsync("config", "--format", "json")).Should().Be(0);

        run.Output.TrimEnd('\n').Should().Be(ComposeFile.ToJson(ThreeTier.Project).TrimEnd('\n'));
    }

    [Theory]
    [InlineData("--images")]
    [InlineData("--hash *")]
    public async Task A_list_that_needs_the_values_of_variables_is_refused_where_they_stay_as_they_are(string list)
    {
        var run = new ToolRun();

        (await run.RunAsync(["config", "--no-interpolate", .. list.Split(' ')])).Should().Be(1);

        run.Error.Should().Contain("contradict each other");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_quiet_check_prints_nothing()
    {
        var run = new ToolRun();

        (await run.RunAsync("config", "-q")).Should().Be(0);

        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_an_error_of_one_line()
    {
        var run = new ToolRun { LoadsFiles = true };

        (await run.RunAsync("-f", "/nonexistent/compose.yaml", "config")).Should().Be(1);

        run.ErrorLines.Should().ContainSingle().Which.Should().MatchRegex("^/nonexistent/compose\\.yaml\\(1,1\\): error CN\\d{4}: ");
        run.Output.Should().BeEmpty();
    }
}
