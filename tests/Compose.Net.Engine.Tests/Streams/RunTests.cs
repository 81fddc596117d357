using System.Text;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class RunTests(EngineFixture engine) : StreamTest(engine)
{
    [Fact]
    public async Task An_input_that_fails_stops_the_container_and_is_thrown()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    stop_signal: KILL\n");
        var options = new RunOptions { Command = ["cat"], Remove = true, Streams = new ProcessStreams { Input = new TornStream(new UnauthorizedAccessException("torn")), Output = new MemoryStream() } };

        Func<Task> run = () => Client.RunAsync(project, "job", options, cancellationToken: Cancelled).WaitAsync(Soon, Cancelled);

        await run.Should().ThrowAsync<UnauthorizedAccessException>();
        (await Docker.ListAsync("ps", "-q", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_gets_its_input_and_gives_all_its_output_and_its_exit_code_and_is_gone()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    environment: {A: file, B: file}\n    command: echo never\n");
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var options = new RunOptions
        {
            Command = ["sh", "-c", "cat; echo $A $B $(pwd) $(id -u); seq 1 50000 | tail -1; echo sorry >&2; exit 3"],
            Streams = new ProcessStreams { Input = new MemoryStream("hello\n"u8.ToArray()), Output = output, Error = error },
            Environment = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("A", "run"),
            WorkingDirectory = "/tmp",
            User = "1000",
            Remove = true,
        };

        int code = await Client.RunAsync(project, "job", options, cancellationToken: Cancelled).WaitAsync(Soon, Cancelled);

        (code, Text(output), Text(error)).Should().Be((3, "hello\nrun file /tmp 1000\n50000\n", "sorry\n"));
        (await ContainersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_brings_up_what_it_depends_on_and_leaves_the_service_alone()
    {
        ComposeProject project = Load($"""
            services:
              db:
                image: busybox
                {Shell("sleep 0.2; touch /tmp/ready")}
                healthcheck: {"{"}test: ["CMD", "test", "-e", "/tmp/ready"], interval: 100ms, retries: 100{"}"}
                networks: [data]
              other:
                image: busybox
                {Shell("true")}
              web:
                image: busybox
                {Shell("true")}
                ports: ["127.0.0.1::80"]
                networks: [data, edge]
                depends_on: {"{"}db: {"{"}condition: service_healthy{"}"}{"}"}
            networks: {"{"}data: {"{"}{"}"}, edge: {"{"}{"}"}{"}"}
            """);
        using var output = new MemoryStream();

        int code = await Client.RunAsync(
            project,
            "web",
            new RunOptions { Command = ["sh", "-c", "nslookup db >/dev/null && ip -o -4 addr | grep -c eth"], Streams = new ProcessStreams { Output = output } },
            cancellationToken: Cancelled).WaitAsync(Soon, Cancelled);

        (code, Text(output)).Should().Be((0, "2\n"));
        string run = (await ContainersAsync()).Single(name => name.Contains("-run-", StringComparison.Ordinal));
        run.Should().MatchRegex($"^{Project}-web-run-[0-9a-f]{{12}}$");
        (await ContainersAsync()).Should().BeEquivalentTo($"{Project}-db-1", run);
        (await Docker.RunAsync("inspect", "-f", "{{index .Config.Labels \"com.docker.compose.oneoff\"}} {{len .HostConfig.PortBindings}} {{.HostConfig.RestartPolicy.Name}}", run)).Should().MatchRegex("^True 0 (no)?$");

        // A later up does not take it for one of its own, nor for an orphan.
        Plan plan = await Client.UpAsync(project, cancellationToken: Cancelled);
        plan.Diagnostics.Should().BeEmpty();
        (await ContainersAsync()).Should().Contain(run).And.HaveCount(4);
    }

    [Fact]
    public async Task A_run_answers_to_its_own_name_only_unless_it_is_to_use_the_aliases()
    {
        ComposeProject project = Load($"services:\n  web:\n    image: busybox\n    {Shell("true")}\n    networks: {{n: {{aliases: [front]}}}}\nnetworks: {{n: {{}}}}\n");
        PlannedRun alone = await Client.PlanRunAsync(project, "web", new RunOptions { Name = $"{Project}-one", Detach = true }, Cancelled);
        await Client.ApplyAsync(alone.Plan, cancellationToken: Cancelled);
        await Client.RunAsync(alone, Cancelled);
        PlannedRun same = await Client.PlanRunAsync(project, "web", new RunOptions { Name = $"{Project}-two", Detach = true, UseAliases = true, ServicePorts = true, Ports = ["127.0.0.1::81"], Volumes = ["/tmp:/host:ro"] }, Cancelled);
        await Client.ApplyAsync(same.Plan, cancellationToken: Cancelled);
        await Client.RunAsync(same, Cancelled);

        (await AliasesAsync("one")).Should().Equal($"{Project}-one");
        (await AliasesAsync("two")).Should().BeEquivalentTo($"{Project}-two", "web", "front");
        (await Docker.RunAsync("port", $"{Project}-two")).Should().StartWith("81/tcp -> 127.0.0.1:");
        (await Docker.RunAsync("inspect", "-f", "{{(index .Mounts 0).Destination}} {{(index .Mounts 0).RW}}", $"{Project}-two")).Should().Be("/host false");
        await Docker.RunAsync("rm", "-f", $"{Project}-one", $"{Project}-two");
    }

    [Fact]
    public async Task A_run_removes_orphans_only_where_that_is_asked_for()
    {
        await Client.UpAsync(Load($"services:\n  old:\n    image: busybox\n    {Shell("true")}\n  job:\n    image: busybox\n    {Shell("true")}\n"), cancellationToken: Cancelled);
        ComposeProject project = Load($"services:\n  job:\n    image: busybox\n    {Shell("true")}\n");

        await Client.RunAsync(project, "job", new RunOptions { Command = ["true"], Remove = true }, cancellationToken: Cancelled);
        (await ContainersAsync()).Should().BeEquivalentTo($"{Project}-old-1", $"{Project}-job-1");

        await Client.RunAsync(project, "job", new RunOptions { Command = ["true"], Remove = true, RemoveOrphans = true }, cancellationToken: Cancelled);
        (await ContainersAsync()).Should().Equal($"{Project}-job-1");
    }

    [Fact]
    public async Task Variables_come_from_files_the_first_that_sets_one_wins_and_what_is_given_wins_over_all()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    network_mode: none\n    environment: {A: service, B: service, D: service}\n");
        string first = Path.Join(Folder, "first.env"), second = Path.Join(Folder, "second.env");
        await File.WriteAllTextAsync(first, "A=first\nC=${X:-unset}\nX=first\n", Cancelled);
        await File.WriteAllTextAsync(second, "A=second\nB=${A}s\n", Cancelled);
        using var output = new MemoryStream();
        var options = new RunOptions
        {
            Command = ["sh", "-c", "echo $A $B $C $D $X"],
            Streams = new ProcessStreams { Output = output },
            Environment = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("X", "given"),
            EnvironmentFiles = [first, second],
            Remove = true,
        };

        await Client.RunAsync(project, "job", options, cancellationToken: Cancelled).WaitAsync(Soon, Cancelled);

        Text(output).Should().Be("first firsts given service given\n");
        (await Client.Awaiting(client => client.RunAsync(project, "job", options with { EnvironmentFiles = [Path.Join(Folder, "gone.env")] }, cancellationToken: Cancelled)).Should().ThrowAsync<Diagnostics.ComposeFileException>())
            .Which.Message.Should().Contain("gone.env").And.Contain("error CN0001: The env file does not exist. Check its name and the current folder.");
    }

    [Fact]
    public async Task A_client_that_only_plans_runs_nothing_and_returns_zero()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    network_mode: none\n");
        await using ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint, PlanOnly = true }, Cancelled);

        (await client.RunAsync(project, "job", new RunOptions { Command = ["sh", "-c", "exit 3"] }, cancellationToken: Cancelled)).Should().Be(0);

        (await ContainersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_takes_a_pull_policy_in_place_of_the_services()
    {
        ComposeProject project = Load("services:\n  job:\n    image: localhost:1/nowhere:1\n    pull_policy: always\n");

        ComposePlanException refused = (await FluentActions.Awaiting(() => Client.RunAsync(project, "job", new RunOptions { PullPolicy = new PullPolicy(PullCondition.Never) }, cancellationToken: Cancelled)).Should().ThrowAsync<ComposePlanException>()).Which;

        refused.Plan.Diagnostics.Select(diagnostic => diagnostic.Code).Should().Equal("CN0410");
    }

    [Fact]
    public async Task A_run_that_is_cancelled_is_stopped_and_removed()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n");
        using var output = new Written();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var options = new RunOptions { Command = ["sh", "-c", "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done"], Streams = new ProcessStreams { Output = output }, Remove = true };
        Task<int> running = Client.RunAsync(project, "job", options, cancellationToken: cancellation.Token);
        await output.WhenAsync("ready");

        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => running.WaitAsync(Soon, Cancelled)).Should().ThrowAsync<OperationCanceledException>();
        output.Text.Should().Be("ready\nbye\n");
        (await ContainersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_nobody_reads_any_more_is_stopped_and_removed()
    {
        var tool = new ToolOnAnEngine(Engine.Endpoint, Load("services:\n  web:\n    image: busybox\n    stop_grace_period: 1s\n")) { ReaderGoes = true };

        (await tool.RunAsync("run", "--rm", "-T", "-q", "web", "yes")).Should().Be((141, "", ""));

        // The engine removes it by itself, a moment after its end.
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        soon.CancelAfter(Soon);
        while ((await ContainersAsync()).Length > 0)
            await Task.Delay(100, soon.Token);
    }

    [Fact]
    public async Task A_run_whose_command_is_not_there_leaves_nothing_behind()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n");

        ComposeEngineException failed = (await FluentActions.Awaiting(() => Client.RunAsync(project, "job", new RunOptions { Command = ["nothing"], Remove = true }, cancellationToken: Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0424");
        (await ContainersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_port_that_cannot_be_read_is_explained_before_anything_is_done()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n");

        ComposeEngineException failed = (await FluentActions.Awaiting(() => Client.PlanRunAsync(project, "job", new RunOptions { Ports = ["eighty"] }, Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0473");
        failed.Message.Should().Contain("\"eighty\" is no container port");
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private Task<string[]> ContainersAsync() => Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}}");

    // Without the short id that old engines add.
    private async Task<string[]> AliasesAsync(string name) =>
        [.. (await Docker.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{range .Aliases}}{{.}} {{end}}{{end}}", $"{Project}-{name}")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(alias => alias.Length != 12 || !alias.All(char.IsAsciiHexDigit))];
}
