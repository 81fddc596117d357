using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public sealed class OneOffRunnerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_is_cancelled_while_it_starts_is_stopped(bool detach)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var attachment = new Attachment();
        var asked = new List<bool>();
        ScriptedEngine engine = new ScriptedEngine().On("p-web-run", token =>
        {
            asked.Add(token.CanBeCanceled);
            if (asked.Count == 1)
                cancellation.Cancel();
            else
                attachment.End();
            return Task.CompletedTask;
        });
        var run = new PlannedRun { Plan = new Plan { Project = "p" }, Container = "p-web-run", Options = new RunOptions { Detach = detach } };

        Func<Task> running = () => new OneOffRunner(engine, new Streams(attachment)).RunAsync(run, cancellation.Token);

        (await running.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        asked.Should().Equal([false, false], "it was started and stopped, and neither was given up");
    }

    private sealed class Attachment : IProcessAttachment
    {
        private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string ContainerId => "id";

        public void End() => _end.TrySetResult(137);

        public Task<int> RunAsync(CancellationToken cancellationToken) => _end.Task;

        public void Dispose()
        {
        }
    }

    /// <summary>Knows how to attach, and nothing else.</summary>
    private sealed class Streams(IProcessAttachment attachment) : EngineStub
    {
        public override Task<IProcessAttachment> AttachAsync(string container, ProcessStreams streams, bool untilRemoved, CancellationToken cancellationToken) => Task.FromResult(attachment);
    }
}
