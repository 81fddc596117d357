using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class GlobalOptionsTests
{
    [Theory]
    [InlineData("-f a.yaml -f b.yaml graph")]
    [InlineData("graph -f a.yaml -f b.yaml")]
    [InlineData("-f a.yaml graph -f b.yaml")]
    [InlineData("--file a.yaml graph --file=b.yaml")]
    public async Task Files_are_named_before_the_command_or_behind_it_and_keep_their_order(string line)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(0);

        run.Files.Should().Equal("a.yaml", "b.yaml");
    }

    [Theory]
    [InlineData("-p shop --project-directory /srv --env-file a.env --env-file b.env --profile x --profile y graph")]
    [InlineData("graph --profile x --profile y --env-file a.env --env-file b.env --project-directory /srv --project-name shop")]
    [InlineData("-p shop --profile x --env-file a.env graph --env-file b.env --project-directory /srv --profile y")]
    public async Task The_other_global_options_stand_anywhere_too(string line)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(0);

        run.FileOptions.Should().BeEquivalentTo(new
        {
            ProjectName = "shop",
            ProjectDirectory = "/srv",
            EnvironmentFiles = new[] { "a.env", "b.env" },
            Profiles = new[] { "x", "y" },
            Environment = (object?)null,
        });
    }

    [Fact]
    public async Task Without_files_the_loader_is_left_to_find_them()
    {
        var run = new ToolRun();

        (await run.RunAsync("graph")).Should().Be(0);

        run.Files.Should().BeEmpty();
        run.FileOptions.Should().BeEquivalentTo(new ComposeFileOptions());
    }

    [Theory]
    [InlineData("up -d --parallel 3", "7", 3)]
    [InlineData("--parallel -1 up -d", null, int.MaxValue)]
    [InlineData("up -d", "7", 7)]
    [InlineData("up -d", "", 16)]
    public async Task The_command_line_the_variable_or_the_default_say_how_many_steps_run_at_once(string line, string? variable, int expected)
    {
        var run = new ToolRun();
        run.Variables["COMPOSE_PARALLEL_LIMIT"] = variable ?? "";

        (await run.RunAsync(line.Split(' '))).Should().Be(0, run.Error);

        run.ClientOptions!.MaxParallelism.Should().Be(expected);
    }

    [Theory]
    [InlineData("--parallel 0", "", "Option \"--parallel\"")]
    [InlineData("", "many", "variable COMPOSE_PARALLEL_LIMIT")]
    public async Task No_number_of_steps_is_refused(string line, string variable, string named)
    {
        var run = new ToolRun();
        run.Variables["COMPOSE_PARALLEL_LIMIT"] = variable;

        (await run.RunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "up", "-d"])).Should().Be(1);

        run.Error.Should().Contain(named);
    }

    [Fact]
    public async Task Standard_input_is_a_file_named_with_a_dash()
    {
        var run = new ToolRun();

        (await run.RunAsync("-f", "-", "graph")).Should().Be(0);

        run.Files.Should().Equal("-");
    }

    [Fact]
    public async Task A_file_that_is_called_as_a_command_is_a_file()
    {
        var run = new ToolRun();

        (await run.RunAsync("-f", "up", "graph")).Should().Be(0);

        run.Files.Should().Equal("up");
    }
}
