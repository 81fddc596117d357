using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class CompletionTests
{
    private const string Shop = "services: {web: {image: i, depends_on: [db]}, worker: {image: i, profiles: [night, day]}, db: {image: i}}";

    [Theory]
    [InlineData("", "=pau", "pause")]
    [InlineData("network", "=p", "prune")]
    [InlineData("up", "=--abort-on-container-e", "--abort-on-container-exit")]
    [InlineData("up", "=--env", "--env-file")]
    [InlineData("--progress", "=j", "json")]
    [InlineData("", "=--progress=j", "--progress=json")]
    [InlineData("up", "=--scale=w", "--scale=web= --scale=worker=")]
    [InlineData("", "=--dry-run=t", "")]
    [InlineData("--progress =", "=j", "json")]
    [InlineData("--progress", "==", "auto json plain quiet tty")]
    [InlineData("up -d", "=", "db web worker")]
    [InlineData("-f compose.yaml -p x up web", "=w", "web worker")]
    [InlineData("logs -f --tail 3", "=d", "db")]
    [InlineData("up --scale", "=w", "web= worker=")]
    [InlineData("scale", "=w", "web= worker=")]
    [InlineData("cp", "=w", "web: worker:")]
    [InlineData("reach web", "=d", "db")]
    [InlineData("up --exit-code-from", "=d", "db")]
    [InlineData("--profile", "=", "day night")]
    [InlineData("exec", "=w", "web worker")]
    [InlineData("exec web", "=w", "")]
    [InlineData("run --rm web", "=-", "")]
    [InlineData("port web", "=", "")]
    [InlineData("-f", "=comp", "")]
    [InlineData("help", "=unp", "unpause")]
    [InlineData("completion", "=", "bash fish powershell zsh")]
    public async Task The_next_word_is_what_the_command_line_so_far_lets_it_be(string before, string begun, string expected)
    {
        var run = new ToolRun { Source = new MemorySource(("/p/shop/compose.yaml", Shop)) };

        (await run.RunAsync(["__complete", begun, .. before.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).Should().Be(0);

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_with_mistakes_completes_nothing_and_says_nothing()
    {
        var run = new ToolRun { Source = new MemorySource(("/p/shop/compose.yaml", "services: [")) };

        (await run.RunAsync("__complete", "=", "up")).Should().Be(0);

        (run.Output + run.Error).Should().BeEmpty();
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("fish")]
    [InlineData("powershell")]
    [InlineData("zsh")]
    public async Task Each_shell_has_a_script(string shell)
    {
        var run = new ToolRun();

        (await run.RunAsync("completion", shell)).Should().Be(0);

        Golden.Verify($"Cli/completion-{shell}", run.Output);
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_answered_with_those_that_are()
    {
        var run = new ToolRun();

        (await run.RunAsync("completion", "tcsh")).Should().Be(1);

        run.ErrorLines[0].Should().EndWith("There is no completion for \"tcsh\". It can be had for: bash, fish, powershell, zsh.");
    }
}
