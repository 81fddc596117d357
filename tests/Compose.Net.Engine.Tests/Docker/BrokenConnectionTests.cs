using Compose.Net.Docker;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class BrokenConnectionTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task A_wait_goes_on_when_the_event_stream_breaks_and_misses_nothing()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using DockerEngine ours = await DockerEngine.ConnectAsync(wire.Endpoint, TimeProvider.System, Cancelled);
        string container = await Run(Container("job", "while [ ! -e /tmp/go ]; do sleep 0.05; done"));
        var progress = new Said();
        Task wait = ours.ExecuteAsync(new WaitUntilCompleted(container), progress, Cancelled);
        await progress.Something.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        wire.Cut();
        await Docker.LetGoAsync(container);
        await Docker.RunAsync("wait", container);

        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
    }

    [Fact]
    public async Task A_wait_fails_when_the_engine_stays_away()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        string container = await Run(Container("job"));
        var wire = new CuttableWire(Engine.Endpoint);
        await using DockerEngine ours = await DockerEngine.ConnectAsync(wire.Endpoint, new HastyTime(), Cancelled);
        var progress = new Said();
        Task wait = ours.ExecuteAsync(new WaitUntilCompleted(container), progress, Cancelled);
        await progress.Something.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        await wire.DisposeAsync();

        ComposeEngineException failed = (await FluentActions.Awaiting(() => wait.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;
        failed.Code.Should().Be("CN0401");
        failed.Message.Should().Contain($"Container \"{container}\" could not be waited for");
    }

    [Fact]
    public async Task An_idle_engine_that_lost_its_connections_works_again()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using DockerEngine ours = await DockerEngine.ConnectAsync(wire.Endpoint, TimeProvider.System, Cancelled);
        string container = await Run(Container("web"));
        await ours.ExecuteAsync(new WaitUntilReady(container), progress: null, Cancelled);

        wire.Cut();

        await ours.ExecuteAsync(new WaitUntilReady(container), progress: null, Cancelled).WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
    }

    [Fact]
    public async Task Waits_at_the_same_time_open_one_event_stream()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using DockerEngine ours = await DockerEngine.ConnectAsync(wire.Endpoint, TimeProvider.System, Cancelled);
        string container = await Run(Container("web"));

        for (int i = 0; i < 20; i++)
            await ours.ExecuteAsync(new WaitUntilReady(container), progress: null, Cancelled);

        wire.EventStreams.Should().Be(1);
        wire.Connections.Should().BeLessThanOrEqualTo(3, "there is one for the events, and calls one after another share the others");
    }

    /// <summary>A clock on which every wait is over after a moment.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(10) ? TimeSpan.FromMilliseconds(10) : dueTime, period);
    }
}
