using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class RecreationTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Two = """
        services:
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            network_mode: none
            environment: {LEVEL: "LEVEL_VALUE"}
            volumes: [/scratch]
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            network_mode: none
        """;

    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private static readonly string First = Two.Replace("LEVEL_VALUE", "info", StringComparison.Ordinal);
    private static readonly string Changed = Two.Replace("LEVEL_VALUE", "debug", StringComparison.Ordinal);

    [Fact]
    public async Task What_an_anonymous_volume_holds_survives_a_new_container_and_goes_only_if_asked_for()
    {
        await UpAsync(First);
        await Docker.RunAsync("exec", Container("web"), "sh", "-c", "echo kept > /scratch/file");
        string first = await ScratchAsync();

        await UpAsync(Changed);

        (await ScratchAsync()).Should().Be(first);
        (await Docker.RunAsync("exec", Container("web"), "cat", "/scratch/file")).Should().Be("kept");
        await MustHaveNothingToDoAsync(Changed);

        string db = await FieldAsync("db", "{{.Id}}");
        await UpAsync(Changed, new ReconcileOptions { RenewAnonymousVolumes = true });

        string second = await ScratchAsync();
        second.Should().NotBe(first);
        (await Docker.HasAsync("volume", first)).Should().BeFalse("nobody would find it again");
        (await FieldAsync("db", "{{.Id}}")).Should().Be(db, "it has no such volume");

        await UpAsync(First);
        await Client.DownAsync(Load(First), new ReconcileOptions { RemoveVolumes = true }, cancellationToken: Cancelled);
        (await Docker.HasAsync("volume", second)).Should().BeFalse("down -v takes those too that were taken over");
    }

    [Fact]
    public async Task A_container_that_cannot_be_made_leaves_the_old_one_running()
    {
        await UpAsync(First);
        string before = await FieldAsync("web", "{{.Id}} {{.State.StartedAt}}");
        Func<Task> up = () => UpAsync(Changed.Replace("volumes: [/scratch]", "volumes: [{type: bind, source: /nowhere/at/all, target: /x, bind: {create_host_path: false}}]", StringComparison.Ordinal));

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain(Container("web"));

        (await FieldAsync("web", "{{.Id}} {{.State.StartedAt}}")).Should().Be(before);
        (await Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}}")).Should().Equal(Container("db"), Container("web"));
        await UpAsync(Changed);
        (await FieldAsync("web", "{{json .Config.Env}}")).Should().Contain("LEVEL=debug");
    }

    [Fact]
    public async Task Each_service_is_down_only_while_it_is_replaced_itself()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                environment: {LEVEL: "LEVEL_VALUE"}
                depends_on: {db: {condition: service_healthy}}
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                environment: {LEVEL: "LEVEL_VALUE"}
                healthcheck: {test: [CMD, test, -e, /ready], interval: 200ms, retries: 10000}
            """;
        string old = "";
        var seen = new List<(string Event, bool DbIsHealthy, bool WebRuns)>();
        var progress = new Looking(async step =>
        {
            if (step.Operation is WaitUntilHealthy)
            {
                await LookAsync("db is waited for");
                await Docker.RunAsync("exec", Container("db"), "touch", "/ready");
            }
            else if (step is { Operation: StopContainer or StartContainer })
            {
                await LookAsync($"{step.Service} {(step.Operation is StopContainer ? "stops" : "starts")}");
            }
        });
        await Client.UpAsync(Load(yaml.Replace("LEVEL_VALUE", "a", StringComparison.Ordinal)), progress: progress, cancellationToken: Cancelled).WaitAsync(AtMost, Cancelled);
        seen.Clear();
        old = await FieldAsync("web", "{{.Id}}");

        await Client.UpAsync(Load(yaml.Replace("LEVEL_VALUE", "b", StringComparison.Ordinal)), progress: progress, cancellationToken: Cancelled).WaitAsync(AtMost, Cancelled);

        seen.Should().Equal(
            [("db stops", true, true), ("db starts", false, true), ("db is waited for", false, true), ("web stops", true, true), ("web starts", true, false)],
            "web is stopped only when db is healthy and its own turn has come");

        async Task LookAsync(string what)
        {
            string db = (await Docker.TryRunAsync("inspect", "-f", "{{.State.Health.Status}}", Container("db"))).Output.Trim();
            string web = (await Docker.TryRunAsync("inspect", "-f", "{{.State.Running}}", old)).Output.Trim();
            seen.Add((what, db == "healthy", web == "true"));
        }
    }

    [Fact]
    public async Task A_paused_container_goes_on_and_one_that_is_to_be_replaced_is_replaced()
    {
        await UpAsync(First);
        string web = await FieldAsync("web", "{{.Id}} {{.State.StartedAt}}");
        await Docker.RunAsync("pause", Container("web"), Container("db"));

        await UpAsync(First.Replace("  db:\n    image: busybox", "  db:\n    user: root\n    image: busybox", StringComparison.Ordinal));

        (await FieldAsync("web", "{{.Id}} {{.State.StartedAt}}")).Should().Be(web);
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
        (await FieldAsync("db", "{{.State.Status}} {{.Config.User}}")).Should().Be("running root");
    }

    [Fact]
    public async Task Who_takes_over_the_mounts_of_another_keeps_their_mode_and_follows_its_new_container()
    {
        const string yaml = """
            services:
              reader: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none, volumes_from: ["owner:ro"]}
              owner: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none, volumes: [/scratch], user: "USER"}
            """;
        await UpAsync(yaml.Replace("USER", "0", StringComparison.Ordinal));
        (await SucceedsIn("reader", "touch", "/scratch/x")).Should().BeFalse("it may only read");
        string before = await FieldAsync("reader", "{{.Id}}");

        await UpAsync(yaml.Replace("USER", "root", StringComparison.Ordinal));

        (await FieldAsync("reader", "{{.Id}}")).Should().NotBe(before);
        (await FieldAsync("reader", "{{range .Mounts}}{{.Name}} {{.RW}}{{end}}")).Should().Be(await FieldAsync("owner", "{{range .Mounts}}{{.Name}}{{end}}") + " false");
        await MustHaveNothingToDoAsync(yaml.Replace("USER", "root", StringComparison.Ordinal));

        // With a new volume in place of the one that went with its container.
        await Docker.RunAsync("rm", "-f", Container("owner"));
        await UpAsync(yaml.Replace("USER", "root", StringComparison.Ordinal));
        (await FieldAsync("reader", "{{range .Mounts}}{{.Name}} {{.RW}}{{end}}")).Should().Be(await FieldAsync("owner", "{{range .Mounts}}{{.Name}}{{end}}") + " false");
        await MustHaveNothingToDoAsync(yaml.Replace("USER", "root", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_shots_satisfy_waiting_and_a_limit_says_what_was_not_ready()
    {
        const string yaml = """
            services:
              once: {image: busybox, command: ["true"], network_mode: none}
              none: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none, scale: 0}
              plain: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none, healthcheck: {disable: true}}
            """;
        await UpAsync(yaml, new ReconcileOptions { Wait = true, WaitTimeout = TimeSpan.FromSeconds(60) });
        (await FieldAsync("once", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 0");

        Func<Task> slow = () => UpAsync(
            yaml + "\n  slow: {image: busybox, command: [sleep, \"600\"], stop_signal: KILL, network_mode: none, healthcheck: {test: [CMD, sh, -c, \"echo not yet; exit 1\"], interval: 100ms, retries: 1000}}",
            new ReconcileOptions { Wait = true, WaitTimeout = TimeSpan.FromSeconds(2) });

        (await slow.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain(Container("slow")).And.Contain("within 2 seconds").And.Contain("not yet");
    }

    [Fact]
    public async Task All_replicas_must_have_completed_before_what_depends_on_them_starts()
    {
        // Only the first to come may end well; the other one fails later.
        Func<Task> up = () => UpAsync("""
            services:
              web: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none, depends_on: {job: {condition: service_completed_successfully}}}
              job:
                image: busybox
                command: [sh, -c, "mkdir /work/first && exit 0; sleep 1; exit 5"]
                network_mode: none
                scale: 2
                volumes: [work:/work]
            volumes: {work: }
            """);

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain("exit code 5");
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("created");
    }

    [Fact]
    public async Task Making_without_starting_starts_nothing_and_the_next_up_does()
    {
        await UpAsync(First, new ReconcileOptions { CreateOnly = true });
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("created");

        await UpAsync(First);
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
    }

    private Task<string> ScratchAsync() => FieldAsync("web", "{{range .Mounts}}{{.Name}}{{end}}");

    private sealed class Looking(Func<PlanStep, Task> look) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value)
        {
            if (value is StepStarted started)
            {
                look(started.Step).GetAwaiter().GetResult();
            }
        }
    }
}
