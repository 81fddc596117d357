using System.Text.Json;
using Compose.Net.Cli;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class VersionTests
{
    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    [InlineData("version")]
    public async Task The_version_is_printed_on_one_line(string argument)
    {
        var run = new ToolRun();

        (await run.RunAsync(argument)).Should().Be(0);

        run.Output.Should().Be($"compose-net version {ToolVersion.Number}\n");
    }

    [Fact]
    public async Task The_short_version_is_only_the_number_of_the_assembly()
    {
        var run = new ToolRun();

        (await run.RunAsync("version", "--short")).Should().Be(0);

        run.Output.Trim().Should().Be(typeof(Tool).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public async Task The_version_is_printed_as_JSON()
    {
        var run = new ToolRun();

        (await run.RunAsync("version", "--format", "json")).Should().Be(0);

        JsonDocument.Parse(run.Output).RootElement.GetProperty("version").GetString().Should().Be(ToolVersion.Number);
    }
}
