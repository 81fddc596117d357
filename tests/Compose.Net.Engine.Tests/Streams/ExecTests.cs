using System.Text;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class ExecTests(EngineFixture engine) : StreamTest(engine)
{
    [Fact]
    public async Task A_command_gets_its_input_with_its_end_and_gives_both_outputs_and_its_exit_code()
    {
        ComposeProject project = await UpAsync();

        (int code, string output, string error) = await ExecAsync(project, ["sh", "-c", "wc -c; echo sorry >&2; exit 5"], "four");

        (code, output, error).Should().Be((5, "4\n", "sorry\n"));
    }

    [Fact]
    public async Task Ten_megabytes_go_in_and_come_out_again()
    {
        ComposeProject project = await UpAsync();
        byte[] bytes = new byte[10 * 1024 * 1024];
        for (int index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)(index * 2654435761 >> 24);
        using var output = new MemoryStream();

        int code = await Client.ExecAsync(project, "web", ["cat"], new ExecOptions { Streams = new ProcessStreams { Input = new MemoryStream(bytes), Output = output } }, Cancelled);

        code.Should().Be(0);
        output.ToArray().AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }

    [Fact]
    public async Task An_input_that_fails_ends_the_call_and_is_thrown()
    {
        ComposeProject project = await UpAsync();
        var input = new TornStream(new IOException("torn"));

        Func<Task> exec = () => Client.ExecAsync(project, "web", ["cat"], new ExecOptions { Streams = new ProcessStreams { Input = input, Output = new MemoryStream() } }, Cancelled).WaitAsync(Soon, Cancelled);

        await exec.Should().ThrowAsync<IOException>().WithMessage("torn");
    }

    [Fact]
    public async Task User_folder_variables_and_number_are_passed_on()
    {
        ComposeProject project = await UpAsync(scale: 2);
        var options = new ExecOptions { User = "1000:1001", WorkingDirectory = "/tmp", Environment = ExecEnvironment(("A", "b c")), Index = 2 };

        (_, string output, _) = await ExecAsync(project, ["sh", "-c", "id -u; id -g; pwd; echo $A; hostname"], null, options);

        output.Split('\n').Should().Equal("1000", "1001", "/tmp", "b c", (await Docker.RunAsync("inspect", "-f", "{{.Config.Hostname}}", $"{Project}-web-2")), "");
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_with_127_or_126()
    {
        ComposeProject project = await UpAsync();

        (int code, string output, string error) = await ExecAsync(project, ["nothing-of-that-name"], null);

        code.Should().BeOneOf(126, 127);
        (output + error).Should().Contain("nothing-of-that-name");
    }

    [Fact]
    public async Task A_command_that_ran_is_not_run_again_where_its_container_is_removed()
    {
        ComposeProject project = await UpAsync(scale: 2);
        using var output = new Written();
        Task<int> running = Client.ExecAsync(project, "web", ["sh", "-c", "touch /ran; echo begun; sleep 600"], new ExecOptions { Streams = new ProcessStreams { Output = output } }, Cancelled);
        await output.WhenAsync("begun");

        await Docker.RunAsync("rm", "-f", $"{Project}-web-1");

        // The engine may forget how it ended before that can be asked for.
        try
        {
            (await running.WaitAsync(Soon, Cancelled)).Should().Be(137);
        }
        catch (ComposeEngineException unknown)
        {
            unknown.Message.Should().Contain($"\"{Project}-web-1\" ended is not known: the container was removed meanwhile.");
        }

        (await Docker.TryRunAsync("exec", $"{Project}-web-2", "ls", "/ran")).ExitCode.Should().NotBe(0);
    }

    [Fact]
    public async Task A_reader_who_goes_away_ends_it_without_a_word()
    {
        var tool = new ToolOnAnEngine(Engine.Endpoint, await UpAsync()) { ReaderGoes = true };

        (await tool.RunAsync("exec", "-T", "web", "cat", "/etc/group")).Should().Be((141, "", ""));
    }

    [Fact]
    public async Task A_process_ended_by_a_signal_ends_with_128_and_its_number()
    {
        ComposeProject project = await UpAsync();

        (await ExecAsync(project, ["sh", "-c", "kill -9 $$"], null)).Code.Should().Be(137);
    }

    [Fact]
    public async Task A_command_in_a_terminal_learns_the_size_of_its_window_and_of_its_changes()
    {
        ComposeProject project = await UpAsync();
        using var output = new Written();
        var window = new TerminalWindow(101, 33);
        Task<int> running = Client.ExecAsync(
            project,
            "web",
            ["sh", "-c", "while [ \"$(stty size 2>/dev/null)\" != '33 101' ]; do sleep 0.05; done; trap 'stty size; exit 6' WINCH; echo ready; while :; do sleep 0.05; done"],
            new ExecOptions { Streams = new ProcessStreams { Output = output, Terminal = window } },
            Cancelled);
        await output.WhenAsync("ready");

        window.Resize(120, 40);

        (await running.WaitAsync(Soon, Cancelled)).Should().Be(6);
        output.Text.Should().Be("ready\r\n40 120\r\n");
    }

    [Fact]
    public async Task A_detached_command_is_started_and_left_to_itself()
    {
        ComposeProject project = await UpAsync();

        int code = await Client.ExecAsync(project, "web", ["sh", "-c", "sleep 0.2; touch /tmp/there; exit 3"], new ExecOptions { Detach = true }, Cancelled);

        code.Should().Be(0);
        await Docker.RunAsync("exec", Container("web"), "sh", "-c", "while [ ! -e /tmp/there ]; do sleep 0.05; done").WaitAsync(Soon, Cancelled);
    }

    [Fact]
    public async Task A_command_that_wants_no_input_is_not_held_up_by_one_that_never_ends()
    {
        ComposeProject project = await UpAsync();
        using var endless = new NeverEnding();

        int code = await Client.ExecAsync(project, "web", ["sh", "-c", "exit 2"], new ExecOptions { Streams = new ProcessStreams { Input = endless } }, Cancelled).WaitAsync(Soon, Cancelled);

        code.Should().Be(2);
    }

    [Fact]
    public async Task A_container_that_ends_ends_its_commands()
    {
        ComposeProject project = await UpAsync();
        using var output = new Written();
        Task<int> running = Client.ExecAsync(project, "web", ["sh", "-c", "echo ready; sleep 600"], new ExecOptions { Streams = new ProcessStreams { Output = output } }, Cancelled);
        await output.WhenAsync("ready");

        await Docker.RunAsync("kill", Container("web"));

        (await running.WaitAsync(Soon, Cancelled)).Should().Be(137);
    }

    [Fact]
    public async Task A_connection_that_is_cut_takes_the_output_but_not_the_exit_code()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        ComposeProject project = await UpAsync();
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using ComposeClient client = await ConnectAsync(wire);
        using var output = new Written();
        Task<int> running = client.ExecAsync(project, "web", ["sh", "-c", "echo ready; while [ ! -e /tmp/go ]; do sleep 0.05; done; exit 9"], new ExecOptions { Streams = new ProcessStreams { Output = output } }, Cancelled);
        await output.WhenAsync("ready");

        wire.Cut();
        await Docker.LetGoAsync(Container("web"));

        (await running.WaitAsync(Soon, Cancelled)).Should().Be(9);
    }

    [Fact]
    public async Task A_service_that_does_not_run_is_named()
    {
        ComposeProject project = await UpAsync();
        await Docker.RunAsync("kill", Container("web"));

        ComposeEngineException failed = (await FluentActions.Awaiting(() => ExecAsync(project, ["true"], null)).Should().ThrowAsync<ComposeEngineException>()).Which;

        (failed.Code, failed.Message).Should().Be(("CN0471", "No container of service \"web\" runs. Bring it up first."));
    }

    [Fact]
    public async Task A_replica_that_has_just_ended_is_passed_over_for_one_that_runs()
    {
        ComposeProject project = await UpAsync(scale: 2);
        for (int round = 0; round < 5; round++)
        {
            await Docker.RunAsync("kill", $"{Project}-web-1");

            (_, string output, _) = await ExecAsync(project, ["hostname"], null);

            output.Trim().Should().Be(await Docker.RunAsync("inspect", "-f", "{{.Config.Hostname}}", $"{Project}-web-2"));
            await Docker.RunAsync("start", $"{Project}-web-1");
        }
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> ExecEnvironment(params (string Name, string Value)[] variables) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    private async Task<ComposeProject> UpAsync(int scale = 1)
    {
        ComposeProject project = Load($"services:\n  web:\n    image: busybox\n    scale: {scale}\n    {Shell("true")}\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        return project;
    }

    private async Task<(int Code, string Output, string Error)> ExecAsync(ComposeProject project, string[] command, string? input, ExecOptions? options = null)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var streams = new ProcessStreams { Input = input is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(input)), Output = output, Error = error };
        int code = await Client.ExecAsync(project, "web", [.. command], (options ?? new ExecOptions()) with { Streams = streams }, Cancelled).WaitAsync(Soon, Cancelled);
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
