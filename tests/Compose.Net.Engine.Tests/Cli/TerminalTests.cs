using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

/// <summary>The tool at a real terminal.</summary>
public sealed class TerminalTests(EngineFixture engine) : EngineTest(engine)
{
    private const string Shop = """
        services:
          a-service-of-a-rather-long-name:
            image: busybox
            init: true
            command: [sleep, "600"]
            healthcheck: {test: "true", interval: 1s}
          web:
            image: busybox
            init: true
            command: [sleep, "600"]
            depends_on: {a-service-of-a-rather-long-name: {condition: service_healthy}}
        """;

    // It takes its time to stop, and leaves a file when it is asked to.
    private const string Stubborn = """
        services:
          web: {image: busybox, command: [sh, -c, "trap 'touch /asked' TERM; while :; do sleep 0.1; done"], stop_grace_period: 4s, depends_on: [base]}
          base: {image: busybox, command: [sleep, "600"], init: true}
        """;

    private const string Chatty = """
        services:
          web: {image: busybox, command: [sh, -c, "trap 'echo bye; exit 0' TERM; echo hello; while :; do sleep 0.1; done"]}
        """;

    private const string Deaf = """
        services:
          web: {image: busybox, command: [sh, -c, "trap 'echo heard' TERM; echo hello; while :; do sleep 0.1; done"], stop_grace_period: 10m}
        """;

    private const string Time = @"\([0-9.]+s\)";

    [Theory]
    [InlineData(40)]
    [InlineData(120)]
    public async Task Progress_is_drawn_again_in_place_and_leaves_each_outcome_once_on_a_window_of_any_width(int columns)
    {
        await using TerminalProcess up = Start(Shop, (columns, 12), ["up", "-d"]);

        (await up.EndAsync(Cancelled)).Should().Be(0, up.Screen);

        up.Written.Should().Contain("\e[?25l").And.Contain("A\e[", "rows are drawn over").And.Contain("\e[32m", "outcomes are green");
        up.Written.LastIndexOf("\e[?25h", StringComparison.Ordinal).Should().BeGreaterThan(up.Written.LastIndexOf("\e[?25l", StringComparison.Ordinal), "the cursor is back");
        string text = string.Concat(up.Screen.Where(letter => !char.IsWhiteSpace(letter)));
        text.Should().MatchRegex($"""^✔network{Project}_defaultcreated{Time}(✔container{Project}-[a-z-]+-1created{Time}){"{2}"}✔container{Project}-a-service-of-a-rather-long-name-1started{Time}✔container{Project}-a-service-of-a-rather-long-name-1healthy{Time}✔container{Project}-web-1started{Time}Project"{Project}"isup:6stepsin[0-9.]+s\.$""", "nothing of what was drawn over is left");
    }

    [Theory]
    [InlineData("export NO_COLOR=1", "auto", false)]
    [InlineData(":", "never", false)]
    [InlineData(":", "auto", true)]
    public async Task Colours_are_used_where_they_are_wanted(string before, string ansi, bool coloured)
    {
        await using TerminalProcess up = Start(Shop, (100, 20), ["--ansi", ansi, "up", "-d"], before);

        (await up.EndAsync(Cancelled)).Should().Be(0, up.Screen);

        up.Written.Contains("\e[32m", StringComparison.Ordinal).Should().Be(coloured);
    }

    [Fact]
    public async Task Exec_lends_the_window_the_keys_and_the_exit_code()
    {
        await UpAsync(Shop);
        await using TerminalProcess exec = Start(Shop, (47, 11), ["exec", "web", "sh", "-c", "until [ \"$(stty size)\" = '11 47' ]; do :; done; read line; test -t 1 && echo got $line; trap 'exit 7' INT; echo waiting; while :; do sleep 0.1; done"]);

        await exec.TypeAsync("some words\r");
        await exec.ShowsAsync("got some words");
        await exec.ShowsAsync("waiting");
        await exec.TypeAsync(TerminalProcess.CtrlC);

        (await exec.EndAsync(Cancelled)).Should().Be(7, "Ctrl-C is the command's");
    }

    [Fact]
    public async Task Run_lends_the_window_the_keys_and_the_exit_code()
    {
        await using TerminalProcess run = Start(Shop, (53, 13), ["run", "--rm", "--no-deps", "web", "sh", "-c", "until [ \"$(stty size)\" = '13 53' ]; do :; done; read line; test -t 0 && echo got $line; exit 6"]);

        await run.ShowsAsync("created");
        await run.TypeAsync("some words\r");

        (await run.EndAsync(Cancelled)).Should().Be(6, run.Screen);
        run.Screen.Should().Contain("got some words");
    }

    [Fact]
    public async Task Ctrl_c_lets_the_steps_under_way_end_and_says_so_above_the_progress()
    {
        await UpAsync(Stubborn);
        await using TerminalProcess down = await StoppingAsync();

        await down.TypeAsync(TerminalProcess.CtrlC);

        (await down.EndAsync(Cancelled)).Should().Be(130, down.Screen);
        down.Screen.Should().Contain("Stopping when the steps under way are done. Press Ctrl-C again to end at once.\n").And.EndWith("Cancelled. What was done stays; the next up or down carries on from there.");
        (await StatesAsync()).Should().Equal($"{Project}-base-1 running", $"{Project}-web-1 exited");
    }

    [Fact]
    public async Task Ctrl_c_at_an_attached_up_stops_the_services_and_shows_their_last_words()
    {
        await using TerminalProcess up = Start(Chatty, (100, 20), ["up"]);
        await up.ShowsAsync("hello");

        await up.TypeAsync(TerminalProcess.CtrlC);

        (await up.EndAsync(Cancelled)).Should().Be(130, up.Screen);
        up.Screen.Should().Contain("web-1  | bye");
        (await StatesAsync()).Should().Equal($"{Project}-web-1 exited");
        (await Docker.RunAsync("inspect", "-f", "{{.State.ExitCode}}", $"{Project}-web-1")).Should().Be("0", "it was asked to end, and not killed");
    }

    [Fact]
    public async Task A_second_ctrl_c_at_an_attached_up_kills_what_does_not_stop()
    {
        await using TerminalProcess up = Start(Deaf, (100, 20), ["up"]);
        await up.ShowsAsync("hello");

        await up.TypeAsync(TerminalProcess.CtrlC);
        await up.ShowsAsync("heard");
        await up.TypeAsync(TerminalProcess.CtrlC);

        (await up.EndAsync(Cancelled)).Should().Be(130, up.Screen);
        (await StatesAsync()).Should().Equal($"{Project}-web-1 exited");
        (await Docker.RunAsync("inspect", "-f", "{{.State.ExitCode}}", $"{Project}-web-1")).Should().Be("137");
    }

    [Fact]
    public async Task A_second_ctrl_c_ends_at_once_and_shows_the_cursor_again()
    {
        await UpAsync(Stubborn);
        await using TerminalProcess down = await StoppingAsync();

        await down.TypeAsync(TerminalProcess.CtrlC);
        await down.ShowsAsync("Press Ctrl-C again");
        await down.TypeAsync(TerminalProcess.CtrlC);

        (await down.EndAsync(Cancelled)).Should().Be(128 + 2, "the signal ended it");
        down.Written.Should().EndWith("\e[?25h");
        (await StatesAsync()).Should().Contain($"{Project}-web-1 running", "its stop had seconds to go");
    }

    private TerminalProcess Start(string yaml, (int Columns, int Rows) size, string[] arguments, string before = ":")
    {
        TerminalProcess.Require();
        string file = Path.Join(Folder, "compose.yaml");
        File.WriteAllText(file, yaml);
        return TerminalProcess.Start(Engine.Endpoint, size, ["-f", file, "-p", Project, .. arguments], before);
    }

    private async Task UpAsync(string yaml)
    {
        (int exitCode, string error) = await ToolProcess.RunAsync(Engine.Endpoint, yaml, "-p", Project, "up", "-d");
        exitCode.Should().Be(0, error);
    }

    private async Task<TerminalProcess> StoppingAsync()
    {
        TerminalProcess down = Start(Stubborn, (100, 20), ["down"]);
        await Docker.RunAsync("exec", $"{Project}-web-1", "sh", "-c", "until [ -e /asked ]; do sleep 0.1; done");
        return down;
    }

    private Task<string[]> StatesAsync() => Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}} {{.State}}");
}
