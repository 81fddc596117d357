using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Chaos;

/// <summary>Ctrl-C, on the real process.</summary>
public class InterruptTests(EngineFixture engine) : EngineTest(engine)
{
    // The first takes its time to stop, so that a down is under way for long.
    private const string Stubborn = """
        services:
          stubborn:
            image: busybox
            command: [sh, -c, "trap 'touch /asked' TERM; while :; do sleep 0.1; done"]
            depends_on: [base]
            stop_grace_period: 4s
          base:
            image: busybox
            command: [sleep, infinity]
            init: true
        """;

    [Fact]
    public async Task Once_during_an_up_gives_up_the_wait_begins_nothing_more_and_ends_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        const string Yaml = """
            services:
              never: {image: busybox, command: [sleep, infinity], init: true, healthcheck: {test: "false", interval: 1h}}
              after: {image: busybox, command: [sleep, infinity], depends_on: {never: {condition: service_healthy}}}
            """;
        await using ToolProcess up = Start(Yaml, "up", "-d");
        await up.SaysAsync($"container {Project}-never-1 waiting until healthy ...");

        await up.InterruptAsync();

        (await up.EndAsync(Cancelled)).Should().Be(130, up.Error);
        up.Error.Should().EndWith("Cancelled. What was done stays; the next up or down carries on from there.\n");
        (await ContainersAsync()).Should().Equal($"{Project}-after-1 created", $"{Project}-never-1 running");
        (await ToolProcess.RunAsync(Engine.Endpoint, Yaml, "-p", Project, "down", "-t", "0")).ExitCode.Should().Be(0);
        (await ContainersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Once_during_a_down_lets_the_stop_under_way_end_and_begins_nothing_more()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        await using ToolProcess down = await StopStubbornAsync();

        await down.InterruptAsync();

        (await down.EndAsync(Cancelled)).Should().Be(130, down.Error);
        (await ContainersAsync()).Should().Equal($"{Project}-base-1 running", $"{Project}-stubborn-1 exited");
    }

    [Fact]
    public async Task Twice_ends_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        await using ToolProcess down = await StopStubbornAsync();

        await down.InterruptAsync();
        await down.SaysAsync("Press Ctrl-C again");
        await down.InterruptAsync();

        (await down.EndAsync(Cancelled)).Should().Be(128 + 2, "the signal ended it");
        down.Error.Should().NotContain("Cancelled.");
        (await ContainersAsync()).Should().Contain($"{Project}-stubborn-1 running", "its stop had seconds to go");
    }

    private async Task<ToolProcess> StopStubbornAsync()
    {
        (int exitCode, string error) = await ToolProcess.RunAsync(Engine.Endpoint, Stubborn, "-p", Project, "up", "-d");
        exitCode.Should().Be(0, error);
        ToolProcess down = Start(Stubborn, "down");

        // The stop is under way when its signal has arrived.
        await Docker.RunAsync("exec", $"{Project}-stubborn-1", "sh", "-c", "until [ -e /asked ]; do sleep 0.1; done");
        return down;
    }

    private ToolProcess Start(string yaml, params string[] arguments) => ToolProcess.Start(Engine.Endpoint, yaml, ["-p", Project, .. arguments]);

    private Task<string[]> ContainersAsync() => Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}} {{.State}}");
}
