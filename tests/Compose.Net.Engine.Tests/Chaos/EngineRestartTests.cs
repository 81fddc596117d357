using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Chaos;

public class EngineRestartTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task An_engine_that_restarts_during_an_up_is_a_clear_error_and_the_next_up_ends_as_wanted()
    {
        await using PrivateEngine own = await PrivateEngine.StartAsync(Docker);
        await using ToolProcess up = ToolProcess.Start(own.Endpoint, EightServices.Yaml("first"), "-p", Project, "up", "-d");
        await up.SaysAsync("-db-1 started");

        await own.CrashAsync();
        int exitCode = await up.EndAsync(Cancelled);
        string error = up.Error;
        await own.StartAgainAsync();
        (int next, string said) = await ToolProcess.RunAsync(own.Endpoint, EightServices.Yaml("first"), "-p", Project, "up", "-d");

        exitCode.Should().Be(1, error);
        error.Should().Contain("error CN0401: ").And.Contain(own.Endpoint).And.Contain("the next up or down carries on from there").And.NotContain("CN0599");
        next.Should().Be(0, said);
        await new EightServices(new Witness(own.Endpoint), Project).AssertIsUpAsync("first", "the engine is back");
    }

    [Fact]
    public async Task Following_ends_where_an_engine_crashed_and_nothing_runs_any_more()
    {
        await using PrivateEngine own = await PrivateEngine.StartAsync(Docker);
        ComposeProject project = ComposeFile.Parse("services: {web: {image: busybox, command: [sh, -c, \"echo here; sleep 600\"]}}", new ComposeFileOptions { ProjectName = Project }).Project!;
        await using ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = own.Endpoint }, Cancelled);
        await client.UpAsync(project, cancellationToken: Cancelled);
        var texts = new List<string>();
        var begun = new TaskCompletionSource();
        Task following = FollowAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);

        await own.CrashAsync();
        await own.StartAgainAsync();
        await following.WaitAsync(TimeSpan.FromSeconds(90), Cancelled);

        texts.Should().Contain("here");
        (await new Witness(own.Endpoint).ListAsync("ps", "-q")).Should().BeEmpty();

        async Task FollowAsync()
        {
            await foreach (LogLine line in client.LogsAsync(project, new LogOptions { Follow = true }, Cancelled))
            {
                texts.Add(line.Text);
                begun.TrySetResult();
            }
        }
    }
}
