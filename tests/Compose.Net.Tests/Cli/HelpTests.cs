using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class HelpTests
{
    [Theory]
    [InlineData("config")]
    [InlineData("plan")]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("create")]
    [InlineData("scale")]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("restart")]
    [InlineData("rm")]
    [InlineData("kill")]
    [InlineData("pause")]
    [InlineData("unpause")]
    [InlineData("ps")]
    [InlineData("logs")]
    [InlineData("exec")]
    [InlineData("run")]
    [InlineData("cp")]
    [InlineData("stats")]
    [InlineData("events")]
    [InlineData("ls")]
    [InlineData("port")]
    [InlineData("top")]
    [InlineData("wait")]
    [InlineData("pull")]
    [InlineData("push")]
    [InlineData("build")]
    [InlineData("images")]
    [InlineData("graph")]
    [InlineData("verify")]
    [InlineData("reach")]
    [InlineData("network")]
    [InlineData("version")]
    public async Task Every_command_explains_itself(string command)
    {
        var run = new ToolRun();

        (await run.RunAsync(command, "--help")).Should().Be(0);

        Golden.Verify($"Cli/help-{command}", run.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("")]
    public async Task The_tool_explains_itself(string line)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Should().Be(0);

        Golden.Verify("Cli/help", run.Output);
    }

    [Fact]
    public async Task Help_is_given_whatever_else_is_wrong()
    {
        var run = new ToolRun();

        (await run.RunAsync("up", "--nonsense", "-h")).Should().Be(0);

        run.Output.Should().StartWith("Usage: compose-net up [OPTIONS]");
    }
}
