using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class LogTests(EngineFixture engine) : StreamTest(engine)
{
    [Fact]
    public async Task Each_line_tells_who_wrote_it_when_and_to_which_stream()
    {
        ComposeProject project = await UpAsync("web", "echo out; sleep 0.1; echo err >&2", scale: 2);
        await EndAsync(project);

        List<LogLine> lines = await ReadAllAsync(Client.LogsAsync(project, cancellationToken: Cancelled));

        lines.Should().HaveCount(4).And.BeInAscendingOrder(line => line.UnixTimeNanoseconds);
        lines.Where(line => line.Number == 2).Select(line => (line.Container, line.Source, line.Text)).Should().Equal(
            ($"{Project}-web-2", OutputSource.StandardOutput, "out"),
            ($"{Project}-web-2", OutputSource.StandardError, "err"));
        string[] witness = (await Docker.RunAsync("logs", "-t", $"{Project}-web-1")).Split('\n');
        lines.First(line => line.Number == 1).Timestamp.Should().BeCloseTo(DateTimeOffset.Parse(witness[0].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromTicks(1));
    }

    [Fact]
    public async Task Services_a_number_and_a_count_choose_among_the_lines()
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n    scale: 2\n    command: seq 1 5\n  b:\n    image: busybox\n    command: seq 1 5\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await EndAsync(project);

        List<LogLine> lines = await ReadAllAsync(Client.LogsAsync(project, new LogOptions { Services = ["a"], Index = 2, Tail = 2 }, Cancelled));

        Texts(lines).Should().Equal("a-2: 4", "a-2: 5");
    }

    [Fact]
    public async Task A_client_that_is_disposed_ends_what_it_reads_and_runs()
    {
        // The job has ended and the rest has not: a wait has something to tell, and goes on.
        ComposeProject project = Load($"services:\n  web:\n    image: busybox\n    {Shell("echo on")}\n  job:\n    image: busybox\n    command: \"true\"\n");
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMinutes(-1);
        await Client.UpAsync(project, cancellationToken: Cancelled);
        ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint }, Cancelled);
        TaskCompletionSource logs = new(), events = new(), wait = new();
        using var output = new Written();
        Task[] reading =
        [
            ReadAsync(client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled), logs),
            ReadAsync(client.EventsAsync(project, new EventOptions { Since = before }, Cancelled), events),
            client.ExecAsync(project, "web", ["sh", "-c", "echo begun; sleep 600"], new ExecOptions { Streams = new ProcessStreams { Output = output } }, Cancelled),
            ReadAsync(client.WaitAsync(project, cancellationToken: Cancelled), wait),
        ];
        await Task.WhenAll(logs.Task, events.Task, output.WhenAsync("begun"), wait.Task).WaitAsync(Soon, Cancelled);
        reading.Should().OnlyContain(task => !task.IsCompleted);

        await client.DisposeAsync();
        await client.DisposeAsync();

        foreach (Task task in reading)
        {
            Func<Task> end = () => task.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
            (await end.Should().ThrowAsync<ObjectDisposedException>()).Which.Message.Should().Be("The client was disposed, which ends all that it does.");
        }

        Func<Task> late = () => client.PlanAsync(project, cancellationToken: Cancelled);
        await late.Should().ThrowAsync<ObjectDisposedException>();

        static async Task ReadAsync<T>(IAsyncEnumerable<T> items, TaskCompletionSource begun)
        {
            await foreach (T item in items)
                begun.TrySetResult();
        }
    }

    [Fact]
    public async Task Who_cancels_finds_his_own_token_in_the_exception()
    {
        ComposeProject project = await UpAsync("web", "sleep 600");
        using var cancelled = new CancellationTokenSource();
        using var output = new Written();
        Task<int> exec = Client.ExecAsync(project, "web", ["sh", "-c", "echo begun; sleep 600"], new ExecOptions { Streams = new ProcessStreams { Output = output } }, cancelled.Token);
        await output.WhenAsync("begun");
        await cancelled.CancelAsync();

        Func<Task>[] calls = [() => exec, () => Client.PlanAsync(project, cancellationToken: cancelled.Token), () => Client.UpAsync(project, cancellationToken: cancelled.Token)];
        foreach (Func<Task> call in calls)
        {
            (await call.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelled.Token);
        }
    }

    [Fact]
    public async Task Moments_choose_among_the_lines()
    {
        ComposeProject project = await UpAsync("a", "echo one; sleep 0.2; echo two; sleep 0.2; echo three", endless: false);
        await EndAsync(project);
        List<LogLine> all = await ReadAllAsync(Client.LogsAsync(project, cancellationToken: Cancelled));

        var options = new LogOptions { Since = all[1].Timestamp!.Value.AddMilliseconds(-50), Until = all[1].Timestamp!.Value.AddMilliseconds(50) };
        List<LogLine> middle = await ReadAllAsync(Client.LogsAsync(project, options, Cancelled));

        Texts(middle).Should().Equal("a-1: two");
    }

    [Fact]
    public async Task Ten_megabytes_of_both_streams_and_a_terminal_arrive_complete()
    {
        ComposeProject project = Load("""
            services:
              plain:
                image: busybox
                command: ["sh", "-c", "seq 1 700000; echo done >&2"]
              tty:
                image: busybox
                tty: true
                command: ["sh", "-c", "seq 1 700000"]
            """);
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await EndAsync(project);

        Dictionary<string, long> next = new() { ["plain"] = 1, ["tty"] = 1 };
        await foreach (LogLine line in Client.LogsAsync(project, cancellationToken: Cancelled))
        {
            if (line.Text != "done" && line.Text != $"{next[line.Service]++}")
                Assert.Fail($"\"{line.Text}\" of {line.Service} came as line {next[line.Service] - 1}.");
        }

        next.Values.Should().AllSatisfy(count => count.Should().Be(700001));
    }

    [Fact]
    public async Task A_long_line_of_many_bytes_a_character_is_one_line()
    {
        // An engine keeps pieces of 16 KiB, and newer ones lose a character that a piece ends within: these never are.
        ComposeProject project = Load("""
            services:
              plain:
                image: busybox
                command: ["sh", "-c", "for i in $$(seq 1 30000); do printf 'üé'; done; echo"]
              tty:
                image: busybox
                tty: true
                command: ["sh", "-c", "for i in $$(seq 1 30000); do printf 'üé'; done; echo"]
            """);
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await EndAsync(project);

        List<LogLine> lines = await ReadAllAsync(Client.LogsAsync(project, cancellationToken: Cancelled));

        lines.Should().HaveCount(2).And.AllSatisfy(line => line.Text.Should().Be(string.Concat(Enumerable.Repeat("üé", 30000))));
    }

    [Fact]
    public async Task Following_ends_when_nothing_runs_any_more()
    {
        ComposeProject project = await UpAsync("a", "echo begun; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo over", endless: false);
        await using IAsyncEnumerator<LogLine> lines = Client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled).GetAsyncEnumerator(Cancelled);
        await ReadUntilAsync(lines, line => line.Text == "begun");

        await Docker.LetGoAsync(Container("a"));

        await ReadUntilAsync(lines, line => line.Text == "over");
        (await lines.MoveNextAsync().AsTask().WaitAsync(Soon, Cancelled)).Should().BeFalse();
    }

    [Fact]
    public async Task A_container_that_is_removed_while_it_is_followed_ends_nothing_for_the_others()
    {
        ComposeProject project = Load($"services:\n  a:\n    image: busybox\n    scale: 3\n    {Shell("echo begun")}\n  b:\n    image: busybox\n    {Shell("while [ ! -e /tmp/go ]; do sleep 0.05; done; echo over")}\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await using IAsyncEnumerator<LogLine> lines = Client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled).GetAsyncEnumerator(Cancelled);
        int begun = 0;
        await ReadUntilAsync(lines, _ => ++begun == 3);

        await Docker.RunAsync("rm", "-f", $"{Project}-a-1", $"{Project}-a-2", $"{Project}-a-3");
        await Docker.RunAsync("exec", Container("b"), "touch", "/tmp/go");

        Texts(await ReadUntilAsync(lines, line => line.Service == "b")).Should().Equal("b-1: over");
    }

    [Fact]
    public async Task Following_picks_up_containers_that_start_later_and_again_without_repeating_a_line()
    {
        ComposeProject project = await UpAsync("a", "echo begun");
        await using IAsyncEnumerator<LogLine> lines = Client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled).GetAsyncEnumerator(Cancelled);
        await ReadUntilAsync(lines, line => line.Text == "begun");

        await Docker.RunAsync("run", "-d", "--name", Container("late"), "--label", $"com.docker.compose.project={Project}", "--label", "com.docker.compose.service=late", "--label", "com.docker.compose.container-number=1", "busybox", "echo", "late");
        List<LogLine> late = await ReadUntilAsync(lines, line => line.Service == "late");
        await Docker.RunAsync("start", "-a", Container("late"));
        late.AddRange(await ReadUntilAsync(lines, line => line.Service == "late"));
        await Docker.RunAsync("kill", Container("a"));
        while (await lines.MoveNextAsync().AsTask().WaitAsync(Soon, Cancelled))
            late.Add(lines.Current);

        Texts(late).Should().Equal("late-1: late", "late-1: late");
    }

    [Fact]
    public async Task Being_cancelled_is_a_normal_end()
    {
        ComposeProject project = await UpAsync("a", "echo begun");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        List<LogLine> lines = [];
        await foreach (LogLine line in Client.LogsAsync(project, new LogOptions { Follow = true }, cancellation.Token))
        {
            lines.Add(line);
            await cancellation.CancelAsync();
        }

        Texts(lines).Should().Equal("a-1: begun");
    }

    [Fact]
    public async Task Who_reads_slowly_or_not_at_all_holds_no_container_up()
    {
        ComposeProject project = await UpAsync("a", "seq 1 400000; touch /tmp/written", endless: true);
        await using IAsyncEnumerator<LogLine> lines = Client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled).GetAsyncEnumerator(Cancelled);
        await lines.MoveNextAsync().AsTask().WaitAsync(Soon, Cancelled);

        await Docker.RunAsync("exec", Container("a"), "sh", "-c", "while [ ! -e /tmp/written ]; do sleep 0.05; done").WaitAsync(Soon, Cancelled);
        await Docker.RunAsync("stop", "-t", "5", Container("a")).WaitAsync(Soon, Cancelled);

        int count = 1;
        while (await lines.MoveNextAsync().AsTask().WaitAsync(Soon, Cancelled))
            count++;
        count.Should().Be(400000);
    }

    [Fact]
    public async Task A_container_that_dies_in_the_middle_of_its_output_loses_nothing_that_it_wrote()
    {
        ComposeProject project = await UpAsync("a", "for i in $$(seq 1 20000); do echo line $$i; done; exit 137", endless: false);

        List<LogLine> lines = await ReadAllAsync(Client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled));

        lines.Select(line => line.Text).SequenceEqual(Enumerable.Range(1, 20000).Select(number => $"line {number}")).Should().BeTrue("{0} lines came, the last \"{1}\"", lines.Count, lines[^1].Text);
    }

    [Fact]
    public async Task A_connection_that_is_cut_again_and_again_loses_and_repeats_no_line()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        ComposeProject project = await UpAsync("a", "while [ ! -e /tmp/go ]; do sleep 0.05; done; for i in $$(seq 1 30000); do echo $$i; done", endless: false);
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using ComposeClient client = await ConnectAsync(wire);
        Task go = Docker.LetGoAsync(Container("a"));

        int next = 1;
        await foreach (LogLine line in client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled))
        {
            if (line.Text != $"{next++}")
                Assert.Fail($"\"{line.Text}\" came as line {next - 1}.");
            if (next % 7000 == 0)
                wire.Cut();
        }

        next.Should().Be(30001);
        await go;
    }

    [Fact]
    public async Task An_engine_that_keeps_no_log_is_explained()
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n    command: echo gone\n    logging: {driver: none}\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);

        ComposeEngineException failed = (await FluentActions.Awaiting(() => ReadAllAsync(Client.LogsAsync(project, cancellationToken: Cancelled))).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0472");
        failed.Message.Should().Contain("its logging driver \"none\" keeps nothing");
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named()
    {
        ComposeProject project = Load("services:\n  web:\n    image: busybox\n");

        ComposeEngineException failed = (await FluentActions.Awaiting(() => ReadAllAsync(Client.LogsAsync(project, new LogOptions { Services = ["wbe"] }, Cancelled))).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Message.Should().Be($"Project \"{Project}\" has no service \"wbe\". Did you mean \"web\"? Services: web.");
    }

    [Fact]
    public async Task Attached_output_begins_before_the_containers_do_and_ends_with_their_ends()
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n    command: [\"sh\", \"-c\", \"echo one; exit 3\"]\n  quiet:\n    image: busybox\n    attach: false\n    command: echo two\n");
        await using AttachedOutput attached = await Client.AttachAsync(project, cancellationToken: Cancelled);

        await Client.UpAsync(project, cancellationToken: Cancelled);
        attached.EndWhenNothingRuns();

        Texts(await ReadAllAsync(attached.ReadAllAsync(Cancelled))).Should().Equal("a-1: one", "a-1 ended with 3");
    }

    [Fact]
    public async Task Attached_output_tells_nothing_of_earlier_runs()
    {
        ComposeProject project = await UpAsync("a", "echo run", endless: false);
        await EndAsync(project);
        await using AttachedOutput attached = await Client.AttachAsync(project, cancellationToken: Cancelled);

        await Docker.RunAsync("start", Container("a"));
        attached.EndWhenNothingRuns();

        Texts(await ReadAllAsync(attached.ReadAllAsync(Cancelled))).Should().Equal("a-1: run", "a-1 ended with 0");
    }

    [Fact]
    public async Task Ends_are_told_however_much_happened_before_anybody_read()
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n    command: sh -c 'exit 4'\n");
        await using AttachedOutput attached = await Client.AttachAsync(project, cancellationToken: Cancelled);
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await EndAsync(project);
        RemoveOnDispose("image", $"{Project}:often");
        using HttpClient http = RawApi.Open(Engine.Endpoint);
        for (int events = 0; events < 300; events++)
        {
            using HttpResponseMessage tagged = await http.PostAsync(new Uri($"images/busybox/tag?repo={Project}&tag=often", UriKind.Relative), content: null, Cancelled);
            tagged.EnsureSuccessStatusCode();
        }

        attached.EndWhenNothingRuns();

        Texts(await ReadAllAsync(attached.ReadAllAsync(Cancelled))).Should().Equal("a-1 ended with 4");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_the_engine_does_not_keep_hides_no_other(bool follow)
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n    command: echo gone\n    logging: {driver: none}\n  b:\n    image: busybox\n    command: echo here\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await EndAsync(project);
        var tool = new ToolOnAnEngine(Engine.Endpoint, project);

        (int exitCode, string output, string error) = await tool.RunAsync(follow ? ["logs", "-f", "--no-log-prefix"] : ["logs", "--no-log-prefix"]);
        (int refused, _, string why) = await tool.RunAsync("logs", "a");

        (exitCode, output).Should().Be((0, "here\n"));
        error.Should().StartWith($"warning CN0472: The log of container \"{Project}-a-1\" could not be read");
        refused.Should().Be(1);
        why.Should().StartWith("error CN0472");
    }

    private async Task<ComposeProject> UpAsync(string service, string commands, int scale = 1, bool endless = true)
    {
        string command = endless && scale == 1 ? Shell(commands) : $"command: [\"sh\", \"-c\", \"{commands}\"]";
        ComposeProject project = Load($"services:\n  {service}:\n    image: busybox\n    scale: {scale}\n    {command}\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        return project;
    }

    /// <summary>Returns when all containers have ended.</summary>
    private async Task EndAsync(ComposeProject project)
    {
        foreach (ServiceDefinition service in project.Services.Values)
        {
            for (int number = 1; number <= service.Scale; number++)
                await Docker.RunAsync("wait", $"{Project}-{service.Name}-{number}").WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        }
    }
}
