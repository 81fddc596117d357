using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

/// <summary>Commands that are given the project's name and no file.</summary>
public sealed class NameAloneTests : IAsyncDisposable
{
    private readonly JournalEngine _engine = new(new Journal());

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_name_without_a_file_is_enough_to_stop_start_list_and_take_down()
    {
        await new ToolRun { Engine = _engine }.RunAsync("up", "-d");

        foreach (string line in new[] { "stop", "start", "restart db", "ps", "top", "port front 80", "down" })
        {
            var run = new ToolRun { Engine = _engine };

            (await run.RunAsync(["-p", "Shop", .. line.Split(' ')])).Should().Be(0, run.Error);

            run.Files.Should().BeNull("nothing is loaded for \"{0}\"", line);
        }

        _engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task An_empty_name_is_as_good_as_none()
    {
        var run = new ToolRun { Engine = _engine };

        (await run.RunAsync("-p", "", "ps")).Should().Be(0, run.Error);

        run.Files.Should().NotBeNull("the file says what the project is");
    }

    [Fact]
    public async Task A_file_beside_the_name_says_what_the_project_is()
    {
        var run = new ToolRun { Engine = _engine };

        (await run.RunAsync("-p", "shop", "-f", "compose.yaml", "stop")).Should().Be(0);

        run.Files.Should().Equal("compose.yaml");
    }

    [Fact]
    public async Task The_environments_name_is_enough_where_there_is_no_file()
    {
        await new ToolRun { Engine = _engine }.RunAsync("up", "-d");
        var run = new ToolRun { Engine = _engine, Source = new ComposeFiles.MemorySource(), Variables = { ["COMPOSE_PROJECT_NAME"] = "shop" } };

        (await run.RunAsync("ps", "--services")).Should().Be(0, run.Error);

        run.Output.Should().Be("api\ndb\nfront\n");
    }

    [Fact]
    public async Task Without_a_file_and_a_name_the_missing_file_is_the_error()
    {
        var run = new ToolRun { Engine = _engine, Source = new ComposeFiles.MemorySource() };

        (await run.RunAsync("ps")).Should().Be(1);

        run.Error.Should().Contain("error CN0016: ");
    }

    [Theory]
    [InlineData("down", 0, "warning")]
    [InlineData("stop", 0, "warning")]
    [InlineData("ps", 0, "warning")]
    [InlineData("start", 1, "error")]
    [InlineData("port web 80", 1, "error")]
    [InlineData("wait web", 1, "error")]
    public async Task A_name_that_the_engine_knows_nothing_of_is_reported_with_the_one_that_was_meant(string line, int exitCode, string severity)
    {
        await new ToolRun { Engine = _engine }.RunAsync("up", "-d");
        var run = new ToolRun { Engine = _engine };

        (await run.RunAsync(["-p", "shpo", .. line.Split(' ')])).Should().Be(exitCode);

        run.ErrorLines[0].Should().Be($"{severity} CN0464: The engine has no container, network or volume of a project \"shpo\". Did you mean \"shop\"? Projects: shop.");
    }
}
