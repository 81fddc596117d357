using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class UsageErrorTests
{
    [Theory]
    [InlineData("upp", "There is no command \"upp\". Did you mean \"up\"?")]
    [InlineData("verfiy", "There is no command \"verfiy\". Did you mean \"verify\"?")]
    [InlineData("xyzzy", "There is no command \"xyzzy\".")]
    [InlineData("up --deteach", "\"compose-net up\" has no option \"--deteach\". Did you mean \"--detach\"?")]
    [InlineData("down --volume=yes", "\"compose-net down\" has no option \"--volume\". Did you mean \"--volumes\"?")]
    [InlineData("--profil x graph", "\"compose-net graph\" has no option \"--profil\". Did you mean \"--profile\"?")]
    [InlineData("-d up", "Option \"-d\" belongs behind \"up\".")]
    [InlineData("version web", "\"compose-net version\" takes no argument, so \"web\" is one too many.")]
    [InlineData("[diagram] graph", "\"compose-net graph\" takes no argument, so \"[diagram]\" is one too many: it always works on the whole project.")]
    [InlineData("graph @response", "\"compose-net graph\" takes no argument, so \"@response\" is one too many: it always works on the whole project.")]
    [InlineData("reach a b c", "\"compose-net reach\" takes FROM and TO, so \"c\" is one too many.")]
    [InlineData("network create", "\"compose-net network create\" needs NETWORK.")]
    [InlineData("graph --format png", "Option \"--format\" does not know \"png\". It takes: mermaid, dot, svg, html, json.")]
    [InlineData("graph --format", "Option \"--format\" needs a value.")]
    [InlineData("graph --format dot --format mermaid", "Option \"--format\" is given more than once, and takes one value.")]
    [InlineData("graph -p", "Option \"-p\" needs a value.")]
    [InlineData("down -t soon", "Option \"--timeout\" needs whole seconds, and \"soon\" is not that. Give for example 10.")]
    [InlineData("down -t -2", "Option \"--timeout\" needs whole seconds, and \"-2\" is not that. Give for example 10.")]
    [InlineData("wait", "\"compose-net wait\" needs SERVICE.")]
    [InlineData("port web", "\"compose-net port\" needs PRIVATE_PORT.")]
    [InlineData("port web http", "PRIVATE_PORT needs a whole number, and \"http\" is not that. Give for example 80.")]
    [InlineData("logs --index two web", "Option \"--index\" needs a whole number, and \"two\" is not that. Give for example 1.")]
    [InlineData("exec --index -1 web sh", "Option \"--index\" needs a whole number, and \"-1\" is not that. Give for example 1.")]
    [InlineData("cp --index two web:/a .", "Option \"--index\" needs a whole number, and \"two\" is not that. Give for example 1.")]
    [InlineData("port --index two web 80", "Option \"--index\" needs a whole number, and \"two\" is not that. Give for example 1.")]
    [InlineData("ps --status up", "Option \"--status\" does not know \"up\". It takes: paused, restarting, removing, running, dead, created, exited.")]
    [InlineData("ls --filter status=x", "Option \"--filter\" does not know \"status=x\". It takes name= with a regular expression behind it.")]
    [InlineData("ls --filter name=(", "Option \"--filter\" does not know \"name=(\". It takes name= with a regular expression behind it.")]
    [InlineData("up -d --scale", "Option \"--scale\" needs a value.")]
    [InlineData("-f a.yaml ps -f", "Option \"-f\" needs a value.")]
    [InlineData("up --scale web=2 --scale", "Option \"--scale\" needs a value.")]
    [InlineData("--progress loud up -d", "Option \"--progress\" does not know \"loud\". It takes: auto, tty, plain, json, quiet.")]
    public async Task A_command_line_that_cannot_be_used_is_explained_and_nothing_is_done(string line, string message)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.ErrorLines[0].Should().Be($"error CN0501: {message}");
        run.ErrorLines[^1].Should().EndWith("--help\" says more.");
        run.Output.Should().BeEmpty();
        run.Files.Should().BeNull();
    }

    [Fact]
    public async Task All_errors_of_a_command_line_are_named_at_once()
    {
        var run = new ToolRun();

        await run.RunAsync("graph", "--volum", "--format", "x", "web");

        run.ErrorLines.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("up -w", "\"compose-net up\" has no option \"-w\". Files are not watched: run \"compose-net up -d --build\" after a change.")]
    [InlineData("build --sbom true web", "\"compose-net build\" has no option \"--sbom\". It needs BuildKit, and images are built with the engine's own builder: build with docker compose, then bring up with --no-build.")]
    public async Task An_option_of_docker_compose_that_is_not_here_is_refused_with_what_to_do_instead(string line, string message)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.ErrorLines[0].Should().Be("error CN0501: " + message);
    }

    [Theory]
    [InlineData("network create --intrenal", "\"compose-net network create\" has no option \"--intrenal\". Did you mean \"--internal\"?")]
    [InlineData("network rm -x front", "\"compose-net network rm\" has no option \"-x\". Did you mean \"-f\"?")]
    [InlineData("reach --bogus a b", "\"compose-net reach\" has no option \"--bogus\".")]
    public async Task An_option_that_is_none_is_no_name(string line, string message)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.ErrorLines[0].Should().Be("error CN0501: " + message);
    }

    [Fact]
    public async Task A_dash_alone_is_no_option()
    {
        var run = new ToolRun();

        await run.RunAsync("cp", "-", "front:/tmp");

        run.Error.Should().NotContain("CN0501");
    }

    [Fact]
    public async Task Run_publishes_the_services_ports_or_those_that_are_given()
    {
        var run = new ToolRun();

        (await run.RunAsync("run", "-p", "81:80", "--service-ports", "web")).Should().Be(1);

        run.ErrorLines.Should().Equal("error CN0501: \"--publish\" and \"--service-ports\" do not go together: the service's ports are published, or those that are given. Leave one of them out.");
    }

    [Fact]
    public async Task A_command_of_docker_compose_that_is_not_here_is_refused_with_what_to_do_instead()
    {
        var run = new ToolRun();

        (await run.RunAsync("watch", "web", "--no-up")).Should().Be(1);

        run.ErrorLines.Should().Equal(
            "error CN0501: There is no command \"watch\". Files are not watched: run \"compose-net up -d --build\" after a change.",
            "\"compose-net --help\" says more.");
    }

    [Fact]
    public void A_command_that_is_not_here_is_listed_in_the_documentation_in_the_same_words()
    {
        string[] section = [.. File.ReadLines(Path.Join(Support.SourceTree.Root, "docs", "commands.md")).SkipWhile(line => line != "## Commands that are not here").Skip(1).TakeWhile(line => !line.StartsWith('#'))];

        section.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Should().Equal(Compose.Net.Cli.Parsing.PeerCommands.WaysOut.Select(entry => $"| `{entry.Key}` | {entry.Value.Replace('"', '`')} |"));
    }

    [Fact]
    public void What_is_not_here_is_listed_in_the_documentation_in_the_same_words()
    {
        string[] listed = [.. File.ReadLines(Path.Join(Support.SourceTree.Root, "docs", "commands.md")).Where(line => line.StartsWith("| `-", StringComparison.Ordinal))];

        listed.Should().BeEquivalentTo(Compose.Net.Cli.Parsing.PeerOptions.WaysOut.Select(entry =>
        {
            string[] parts = entry.Key.Split(' ');
            return $"| `{parts[^1]}` | {(parts.Length == 1 ? "every command" : $"`{parts[0]}`")} | {entry.Value.Replace('"', '`')} |";
        }));
    }
}
