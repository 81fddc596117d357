using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class EventTests(EngineFixture engine) : StreamTest(engine)
{
    [Fact]
    public async Task What_happened_is_told_in_order_with_service_and_exit_code()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    labels: {mine: \"1\"}\n    command: [\"sh\", \"-c\", \"exit 4\"]\n");
        DateTimeOffset before = await NowAsync();
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Docker.RunAsync("wait", Container("job"));

        List<ContainerEvent> events = await ReadAllAsync(Client.EventsAsync(project, new EventOptions { Since = before, Until = (await NowAsync()).AddSeconds(1) }, Cancelled));

        events.Select(happened => happened.Action).Where(action => action is "create" or "start" or "die").Should().Equal("create", "start", "die");
        ContainerEvent die = events.Single(happened => happened.Action == "die");
        die.ExitCode.Should().Be(4);
        die.Service.Should().Be("job");
        die.Container.Should().Be(Container("job"));
        die.ContainerId.Should().Be(await FieldAsync("job", "{{.Id}}"));
        die.Attributes.Keys.Should().Contain(["image", "mine", "name"]).And.NotContain(name => name.StartsWith("com.docker.compose") || name.StartsWith("compose-net"));
    }

    [Fact]
    public async Task Events_are_told_as_they_happen_each_once_though_the_connection_is_cut()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        ComposeProject project = Load($"services:\n  a:\n    image: busybox\n    {Shell("true")}\n  b:\n    image: busybox\n    {Shell("true")}\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using ComposeClient client = await ConnectAsync(wire);
        await using IAsyncEnumerator<ContainerEvent> events = client.EventsAsync(project, new EventOptions { Services = ["a"], Since = await NowAsync() }, Cancelled).GetAsyncEnumerator(Cancelled);
        Task<List<ContainerEvent>> paused = ReadUntilAsync(events, happened => happened.Action == "pause");
        await PauseUntilHeardAsync(paused);
        await Docker.RunAsync("unpause", Container("a"));
        await Docker.RunAsync("pause", Container("b"));

        wire.Cut();
        await Docker.RunAsync("rename", Container("a"), Container("c"));
        List<ContainerEvent> after = await ReadUntilAsync(events, happened => happened.Action == "rename");

        after.Select(happened => happened.Action).Should().Equal("unpause", "rename");
    }

    [Fact]
    public async Task Up_to_a_moment_that_has_passed_all_is_told_that_the_engine_remembers()
    {
        ComposeProject project = Load("services:\n  job:\n    image: busybox\n    command: [\"true\"]\n");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Docker.RunAsync("wait", Container("job"));

        List<ContainerEvent> events = await ReadAllAsync(Client.EventsAsync(project, new EventOptions { Until = await NowAsync() }, Cancelled)).WaitAsync(Soon, Cancelled);

        events.Select(happened => happened.Action).Where(action => action is "create" or "start").Should().Equal("create", "start");
    }

    [Fact]
    public async Task Being_cancelled_is_a_normal_end()
    {
        ComposeProject project = Load("services:\n  a:\n    image: busybox\n");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task<List<ContainerEvent>> events = ReadAllAsync(Client.EventsAsync(project, cancellationToken: cancellation.Token));

        await cancellation.CancelAsync();

        (await events.WaitAsync(Soon, Cancelled)).Should().BeEmpty();
    }

    // By the engine's own clock, which stamps the events.
    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse(await Docker.RunAsync("info", "--format", "{{.SystemTime}}"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task PauseUntilHeardAsync(Task heard)
    {
        await Docker.RunAsync("pause", Container("a"));
        await heard.WaitAsync(Soon, Cancelled);
    }
}
