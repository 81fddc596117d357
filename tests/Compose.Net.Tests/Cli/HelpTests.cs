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
    [InlineData("completion")]
    [InlineData("help")]
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

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help up", "up --help")]
    [InlineData("help network create", "network create --help")]
    public async Task Help_can_be_asked_for_in_words(string words, string option)
    {
        var asked = new ToolRun();
        var given = new ToolRun();

        (await asked.RunAsync(words.Split(' '))).Should().Be(0);
        await given.RunAsync(option.Split(' '));

        asked.Output.Should().Be(given.Output);
    }

    [Fact]
    public async Task Help_for_a_command_that_is_not_there_names_the_one_that_may_have_been_meant()
    {
        var run = new ToolRun();

        (await run.RunAsync("help", "network", "creat")).Should().Be(1);

        run.ErrorLines.Should().Equal("error CN0501: There is no command \"network creat\". Did you mean \"create\"? \"compose-net network --help\" lists all.");
    }

    [Fact]
    public async Task Help_for_something_below_a_command_that_has_nothing_below_it_is_refused()
    {
        var run = new ToolRun();

        (await run.RunAsync("help", "up", "down")).Should().Be(1);

        run.Error.Should().Be("error CN0501: \"compose-net up\" has no commands below it, so \"down\" is one too many.\n");
    }

    [Fact]
    public async Task Help_is_given_whatever_else_is_wrong()
    {
        var run = new ToolRun();

        (await run.RunAsync("up", "--nonsense", "-h")).Should().Be(0);

        run.Output.Should().StartWith("Usage: compose-net up [OPTIONS]");
    }
}
