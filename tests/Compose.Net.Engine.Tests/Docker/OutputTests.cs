using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class OutputTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task The_last_lines_are_read_in_their_order()
    {
        string container = await Run(Container("job", "for i in 1 2 3 4; do echo out $i; done; printf 'no end'"));
        await Execute(new WaitUntilCompleted(container));

        (await Ours.ReadLastLogLinesAsync(container, 3, Cancelled)).Should().Equal("out 3", "out 4", "no end");
    }

    [Fact]
    public async Task The_lines_of_both_streams_are_read()
    {
        string container = await Run(Container("job", "echo out; echo err >&2"));
        await Execute(new WaitUntilCompleted(container));

        (await Ours.ReadLastLogLinesAsync(container, 10, Cancelled)).Should().BeEquivalentTo("out", "err");
    }

    [Fact]
    public async Task The_lines_of_a_container_with_a_terminal_are_read()
    {
        string name = Name("tty");
        await Docker.RunAsync("run", "-d", "-t", "--label", "com.docker.compose.project=" + Project, "--name", name, "busybox:latest", "sh", "-c", "echo one; echo two");
        await Execute(new WaitUntilCompleted(name));

        (await Ours.ReadLastLogLinesAsync(name, 10, Cancelled)).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_container_that_does_not_exist_has_no_lines()
    {
        (await Ours.ReadLastLogLinesAsync(Name("nothing"), 10, Cancelled)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_command_returns_its_exit_code_and_both_streams()
    {
        string container = await Run(Container("web"));

        CommandResult result = await Ours.RunInContainerAsync(container, ["sh", "-c", "echo out; echo err >&2; exit 4"], Cancelled);

        result.ExitCode.Should().Be(4);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo("out", "err");
    }

    [Fact]
    public async Task The_exit_code_is_waited_for_when_the_output_ends_early()
    {
        string container = await Run(Container("web"));

        CommandResult result = await Ours.RunInContainerAsync(container, ["sh", "-c", "exec >&- 2>&-; sleep 1; exit 5"], Cancelled);

        result.Should().Be(new CommandResult(5, ""));
    }

    [Fact]
    public async Task A_long_output_arrives_complete()
    {
        string container = await Run(Container("web"));

        CommandResult result = await Ours.RunInContainerAsync(container, ["sh", "-c", "seq 1 60000"], Cancelled);

        result.Output.Should().EndWith("\n60000\n");
        result.Output.Split('\n').Should().HaveCount(60001);
    }

    [Fact]
    public async Task A_command_in_a_container_that_does_not_run_is_refused()
    {
        ContainerDefinition container = Container("web");
        await Execute(new CreateContainer(container));

        ComposeEngineException refused = (await FluentActions.Awaiting(() => Ours.RunInContainerAsync(container.Name, ["true"], Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

        refused.Message.Should().StartWith($"A command could not be run in container \"{container.Name}\"").And.Contain("not running");
    }
}
