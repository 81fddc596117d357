using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Chaos;

public class SeveralWritersTests(EngineFixture engine) : EngineTest(engine)
{
    private const string Slow = """
        services:
          slow:
            image: busybox
            command: [sleep, infinity]
            init: true
            healthcheck: {test: "false", interval: 1h}
        """;

    [Fact]
    public async Task Four_ups_at_once_all_succeed_and_make_one_stack()
    {
        (int ExitCode, string Error)[] ups = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            ToolProcess.RunAsync(Engine.Endpoint, EightServices.Yaml("first"), "-p", Project, "up", "-d")));

        ups.Should().AllSatisfy(up => up.ExitCode.Should().Be(0, up.Error));
        ups.Count(up => up.Error.Contains("nothing to do")).Should().Be(3, "one makes the stack, and the others look when it has ended: {0}", string.Join("\n---\n", ups));
        await new EightServices(Docker, Project).AssertIsUpAsync("first", "four made it");
    }

    [Fact]
    public async Task Who_comes_second_says_whom_it_waits_for_and_gives_up_in_time()
    {
        await using ToolProcess first = ToolProcess.Start(Engine.Endpoint, Slow, "-p", Project, "up", "--wait");
        await first.SaysAsync("waiting until");

        (int exitCode, string error) = await ToolProcess.RunAsync(Engine.Endpoint, Slow, "-p", Project, "down", "-t", "0", "--lock-timeout", "1");

        exitCode.Should().Be(1);
        error.Should().Contain($"Waiting for process {first.Id}, which is changing project \"{Project}\" ...")
            .And.Contain("error CN0450: ").And.Contain($"by process {first.Id} after a wait of 1 second.");
    }

    [Fact]
    public async Task A_killed_process_keeps_nobody_waiting()
    {
        await using ToolProcess first = ToolProcess.Start(Engine.Endpoint, Slow, "-p", Project, "up", "--wait");
        await first.SaysAsync("waiting until");
        first.Kill();
        await first.EndAsync(Cancelled);

        (int exitCode, string error) = await ToolProcess.RunAsync(Engine.Endpoint, Slow, "-p", Project, "down", "-t", "0", "--lock-timeout", "0");

        exitCode.Should().Be(0, error);
        error.Should().NotContain("Waiting for");
    }
}
