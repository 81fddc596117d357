using Compose.Net.Docker;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class WaitTests(EngineFixture engine) : DockerEngineTest(engine)
{
    private static readonly HealthcheckDefinition Quick = new()
    {
        Test = ["CMD-SHELL", "cat /tmp/ok || { echo no such thing; exit 3; }"],
        Interval = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromSeconds(5),
        Retries = 100,
    };

    [Fact]
    public async Task A_container_is_waited_for_until_its_check_succeeds()
    {
        string container = await Run(Container("web", with: service => service with { Healthcheck = Quick }));

        Task wait = Execute(new WaitUntilHealthy(container));
        await Docker.RunAsync("exec", container, "sh", "-c", "touch /tmp/seen");
        wait.IsCompleted.Should().BeFalse();
        await Docker.RunAsync("exec", container, "sh", "-c", "echo fine > /tmp/ok");
        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        (await Docker.RunAsync("inspect", "--format", "{{.State.Health.Status}}", container)).Should().Be("healthy");
        await Execute(new WaitUntilReady(container)).WaitAsync(TimeSpan.FromSeconds(5), Cancelled);
    }

    [Fact]
    public async Task An_unhealthy_container_fails_with_what_its_last_check_said()
    {
        string container = await Run(Container("web", with: service => service with { Healthcheck = Quick with { Retries = 2 } }));

        ComposeEngineException failed = await Refused(new WaitUntilHealthy(container));

        failed.Code.Should().Be("CN0431");
        failed.Message.Should().Contain($"Container \"{container}\" is unhealthy: its health check failed 2 times in a row.").And.Contain("exit code 3").And.Contain("no such thing");
    }

    [Fact]
    public async Task A_container_that_ends_before_it_is_healthy_fails_with_its_exit_code()
    {
        string container = await Run(Container("web", "sleep 0.5; exit 7", service => service with { Healthcheck = Quick }));

        ComposeEngineException failed = await Refused(new WaitUntilHealthy(container));

        failed.Code.Should().Be("CN0430");
        failed.Message.Should().Contain($"Container \"{container}\" ended with exit code 7 before it was healthy.");
    }

    [Fact]
    public async Task A_container_without_a_check_can_not_become_healthy()
    {
        string container = await Run(Container("web"));

        (await Refused(new WaitUntilHealthy(container))).Code.Should().Be("CN0432");
    }

    [Fact]
    public async Task A_container_is_waited_for_until_it_ends_with_0()
    {
        string container = await Run(Container("job", "while [ ! -e /tmp/go ]; do sleep 0.05; done"));

        Task wait = Execute(new WaitUntilCompleted(container));
        await Docker.RunAsync("exec", container, "true");
        wait.IsCompleted.Should().BeFalse();
        await Docker.LetGoAsync(container);

        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
    }

    [Fact]
    public async Task A_container_that_ends_with_another_code_fails()
    {
        string container = await Run(Container("job", "sleep 0.3; exit 3"));

        ComposeEngineException failed = await Refused(new WaitUntilCompleted(container));

        failed.Code.Should().Be("CN0430");
        failed.Message.Should().Contain("ended with exit code 3");
    }

    [Fact]
    public async Task A_restarting_container_has_not_ended()
    {
        string container = await Run(Container("job", "if [ -e /tmp/again ]; then exit 0; fi; touch /tmp/again; exit 1", service => service with { Restart = new RestartPolicy(RestartCondition.OnFailure) }));

        await Execute(new WaitUntilCompleted(container)).WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        (await Docker.RunAsync("inspect", "--format", "{{.RestartCount}}", container)).Should().Be("1");
    }

    [Fact]
    public async Task A_container_that_is_removed_meanwhile_fails_the_wait()
    {
        string container = await Run(Container("job"));

        Task wait = Execute(new WaitUntilCompleted(container));
        await Docker.RunAsync("rm", "-f", container);

        ComposeEngineException failed = (await FluentActions.Awaiting(() => wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;
        failed.Code.Should().BeOneOf("CN0430", "CN0433");
    }

    [Fact]
    public async Task A_container_that_was_never_started_fails_the_wait()
    {
        ContainerDefinition container = Container("web");
        await Execute(new CreateContainer(container));

        (await Refused(new WaitUntilReady(container.Name))).Code.Should().Be("CN0434");
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        string container = await Run(Container("job"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        Task wait = Ours.ExecuteAsync(new WaitUntilCompleted(container), progress: null, stop.Token);
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => wait).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Many_waits_share_one_stream_and_all_of_them_end()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using DockerEngine ours = await DockerEngine.ConnectAsync(wire.Endpoint, TimeProvider.System, Cancelled);
        string[] containers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Run(Container("j" + i, "while [ ! -e /tmp/go ]; do sleep 0.05; done"))));
        var waits = new List<Task>();
        foreach (string container in containers)
        {
            var progress = new Said();
            waits.Add(ours.ExecuteAsync(new WaitUntilCompleted(container), progress, Cancelled));
            await progress.Something.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        }

        waits.Should().OnlyContain(wait => !wait.IsCompleted);
        await Task.WhenAll(containers.Select(container => Docker.LetGoAsync(container)));
        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        wire.EventStreams.Should().Be(1);
    }
}
