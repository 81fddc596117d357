using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class LifecycleTests(EngineFixture engine) : ScenarioTest(engine)
{
    // Each process ends at once when it is asked to, with a code of its own.
    private const string Shop = """
        services:
          web:
            image: busybox
            command: [sh, -c, "trap 'exit 7' TERM; trap 'exit 9' HUP; while true; do sleep 0.1; done"]
            depends_on: {db: {condition: service_healthy, restart: true}}
            volumes: [/anonymous]
          db:
            image: busybox
            command: [sh, -c, "rm -f /ready; trap 'exit 5' TERM; sleep 0.5; touch /ready; while true; do sleep 0.1; done"]
            healthcheck: {test: [CMD, test, -e, /ready], interval: 200ms, retries: 50}
          job:
            image: busybox
            command: [sh, -c, "exit 3"]
        """;

    [Fact]
    public async Task After_a_cancelled_up_a_down_leaves_nothing()
    {
        ComposeProject project = Load(string.Concat(
            "services:\n", string.Concat(Enumerable.Range(0, 6).Select(number => $"  s{number}: {{image: busybox, command: [sleep, \"600\"], stop_signal: KILL, networks: [n{number % 3}], volumes: [\"v{number}:/v\"]}}\n")),
            "networks: {n0: , n1: , n2: }\nvolumes: {v0: , v1: , v2: , v3: , v4: , v5: }\n"));
        for (int round = 1; round <= 6; round++)
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var at = new CancelAt(3 * round, cancellation);
            await FluentActions.Awaiting(() => Client.UpAsync(project, progress: at, cancellationToken: cancellation.Token)).Should().ThrowAsync<OperationCanceledException>();

            await Client.DownAsync(project, new ReconcileOptions { RemoveVolumes = true }, cancellationToken: Cancelled);

            (await AllOfProjectAsync()).Should().BeEmpty("of round {0}", round);
        }
    }

    [Fact]
    public async Task Stop_ends_dependents_first_with_their_own_exit_codes_and_start_goes_the_other_way()
    {
        await UpAsync(Shop);
        string ids = await IdsAsync();

        await Client.StopAsync(Load(Shop), cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 7");
        (await FieldAsync("db", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 5");
        (await MomentAsync("db", "FinishedAt")).Should().BeOnOrAfter(await MomentAsync("web", "FinishedAt"));
        (await Client.StopAsync(Load(Shop), cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();

        await Client.StartAsync(Load(Shop), new StartOptions { Services = ["web"] }, cancellationToken: Cancelled);
        (await FieldAsync("db", "{{.State.Health.Status}}")).Should().Be("healthy");
        (await MomentAsync("web", "StartedAt")).Should().BeAfter(await MomentAsync("db", "StartedAt"));
        (await IdsAsync()).Should().Be(ids);
    }

    [Fact]
    public async Task Stop_without_a_limit_waits_for_the_end()
    {
        const string slow = """
            services:
              web: {image: busybox, command: [sh, -c, "trap 'sleep 1; exit 3' TERM; while true; do sleep 0.1; done"], stop_grace_period: 0s}
            """;
        await UpAsync(slow);

        await Client.StopAsync(Load(slow), new StopOptions { Timeout = Timeout.InfiniteTimeSpan }, cancellationToken: Cancelled);

        (await FieldAsync("web", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 3");
    }

    [Fact]
    public async Task Stop_kills_what_does_not_end_in_time()
    {
        const string stubborn = """
            services:
              web: {image: busybox, command: [sh, -c, "trap '' TERM; while true; do sleep 0.1; done"]}
            """;
        await UpAsync(stubborn);

        await Client.StopAsync(Load(stubborn), new StopOptions { Timeout = TimeSpan.Zero }, cancellationToken: Cancelled);

        (await FieldAsync("web", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 137");
    }

    [Fact]
    public async Task Restart_of_one_service_takes_those_along_that_asked_for_it()
    {
        await UpAsync(Shop);
        (DateTimeOffset web, DateTimeOffset db) = (await MomentAsync("web", "StartedAt"), await MomentAsync("db", "StartedAt"));

        await Client.RestartAsync(Load(Shop), new RestartOptions { Services = ["db"] }, cancellationToken: Cancelled);
        (await MomentAsync("db", "StartedAt")).Should().BeAfter(db);
        (await MomentAsync("web", "StartedAt")).Should().BeAfter(await MomentAsync("db", "StartedAt"));
        (await FieldAsync("db", "{{.State.Health.Status}}")).Should().Be("healthy");

        (web, db) = (await MomentAsync("web", "StartedAt"), await MomentAsync("db", "StartedAt"));
        await Client.RestartAsync(Load(Shop), new RestartOptions { Services = ["db"], WithDependents = false }, cancellationToken: Cancelled);
        (await MomentAsync("db", "StartedAt")).Should().BeAfter(db);
        (await MomentAsync("web", "StartedAt")).Should().Be(web);
    }

    [Fact]
    public async Task A_container_with_a_restart_policy_stays_stopped_and_starts_again_on_request()
    {
        const string always = """
            services:
              web: {image: busybox, command: [sleep, "600"], stop_signal: KILL, restart: always}
            """;
        await UpAsync(always);

        await Client.StopAsync(Load(always), cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}} {{.HostConfig.RestartPolicy.Name}}")).Should().Be("exited always");

        await Client.StartAsync(Load(always), cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
    }

    [Fact]
    public async Task Kill_sends_the_signal_that_is_asked_for_and_by_default_one_that_ends_everything()
    {
        await UpAsync(Shop);

        await Client.KillAsync(Load(Shop), new KillOptions { Services = ["web"], Signal = "hup" }, cancellationToken: Cancelled);
        (await Docker.RunAsync("wait", Container("web"))).Should().Be("9");
        await Client.StartAsync(Load(Shop), cancellationToken: Cancelled);

        await Client.KillAsync(Load(Shop), cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 137");
        (await FieldAsync("db", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 137");
        (await Client.KillAsync(Load(Shop), cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Paused_containers_go_on_with_what_they_were_doing()
    {
        await UpAsync(Shop);
        DateTimeOffset started = await MomentAsync("web", "StartedAt");

        await Client.PauseAsync(Load(Shop), cancellationToken: Cancelled);
        (await StatesAsync()).Should().Equal("db paused", "job exited", "web paused");
        (await Client.PauseAsync(Load(Shop), cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();

        await Client.UnpauseAsync(Load(Shop), cancellationToken: Cancelled);
        (await StatesAsync()).Should().Equal("db running", "job exited", "web running");
        (await MomentAsync("web", "StartedAt")).Should().Be(started);
    }

    [Fact]
    public async Task Paused_containers_can_be_stopped_killed_and_restarted()
    {
        await UpAsync(Shop);
        await Client.PauseAsync(Load(Shop), cancellationToken: Cancelled);

        await Client.RestartAsync(Load(Shop), new RestartOptions { Services = ["web"], Timeout = TimeSpan.FromSeconds(5) }, cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
        await Client.KillAsync(Load(Shop), new KillOptions { Services = ["db"] }, cancellationToken: Cancelled);
        (await FieldAsync("db", "{{.State.Status}} {{.State.ExitCode}}")).Should().Be("exited 137");

        await Client.StopAsync(Load(Shop), cancellationToken: Cancelled);
        (await StatesAsync()).Should().Equal("db exited", "job exited", "web exited");
    }

    [Fact]
    public async Task Rm_removes_what_does_not_run_and_its_anonymous_volumes_on_request()
    {
        await UpAsync(Shop);
        string volume = await FieldAsync("web", "{{range .Mounts}}{{.Name}}{{end}}");

        await Client.RemoveAsync(Load(Shop), cancellationToken: Cancelled);
        (await StatesAsync()).Should().Equal("db running", "web running");

        await Client.RemoveAsync(Load(Shop), new RemoveOptions { Stop = true, RemoveAnonymousVolumes = true }, cancellationToken: Cancelled);
        (await StatesAsync()).Should().BeEmpty();
        (await Docker.HasAsync("volume", volume)).Should().BeFalse();
        (await Docker.HasAsync("network", $"{Project}_default")).Should().BeTrue();
    }

    [Fact]
    public async Task Start_that_waits_explains_what_does_not_get_there()
    {
        const string broken = """
            services:
              web: {image: busybox, command: [sh, -c, "echo no more paper; exit 4"], healthcheck: {test: "false", interval: 10s}}
            """;
        await UpAsync(broken);
        await Docker.RunAsync("wait", Container("web"));

        Func<Task> start = () => Client.StartAsync(Load(broken), new StartOptions { Wait = true }, cancellationToken: Cancelled);

        (await start.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain("ended with exit code 4").And.Contain("no more paper");
    }

    [Fact]
    public async Task From_stopped_paused_and_killed_containers_up_brings_all_back()
    {
        await UpAsync(Shop);
        string ids = await IdsAsync();
        await Client.KillAsync(Load(Shop), new KillOptions { Services = ["db"] }, cancellationToken: Cancelled);
        await Client.PauseAsync(Load(Shop), cancellationToken: Cancelled);
        await Client.RemoveAsync(Load(Shop), new RemoveOptions { Services = ["job"] }, cancellationToken: Cancelled);

        await UpAsync(Shop);

        (await StatesAsync()).Should().Equal("db running", "job exited", "web running");
        (await FieldAsync("db", "{{.State.Health.Status}}")).Should().Be("healthy");
        ids.Split('\n').Should().Contain((await IdsAsync()).Split('\n').Where(line => !line.EndsWith("job", StringComparison.Ordinal)));
    }

    private Task<string[]> StatesAsync() => ListAsync("{{.Label \"com.docker.compose.service\"}} {{.State}}");

    private async Task<string> IdsAsync() => string.Join('\n', await ListAsync("{{.ID}} {{.Label \"com.docker.compose.service\"}}"));

    private Task<string[]> ListAsync(string format) => Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", format);
}
