using System.Collections.Concurrent;
using System.Diagnostics;
using Compose.Net.Execution;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Compose.Net.Tests.Hosting;

public sealed class ActivityTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_and_down_are_activities_with_one_child_for_each_step()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", "traced");
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = Listen("traced", ended);

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        Activity up = ended.Single(activity => activity.OperationName == "compose up");
        Activity down = ended.Single(activity => activity.OperationName == "compose down");
        Activity[] children = [.. ended.Where(activity => activity.ParentSpanId == up.SpanId)];
        children.Select(child => child.DisplayName).Should().Contain(["CreateContainer traced-web-1", "StartContainer traced-web-1"]);
        children.Should().HaveCount(project.Journal.Lines.ToList().FindIndex(line => line.StartsWith("Stop", StringComparison.Ordinal)));
        ended.Should().Contain(activity => activity.ParentSpanId == down.SpanId && activity.DisplayName == "RemoveContainer traced-web-1");
        ended.Should().OnlyContain(activity => activity.Status == ActivityStatusCode.Unset);

        Activity start = children.Single(child => child.OperationName == "StartContainer");
        start.TagObjects.Should().Contain(new KeyValuePair<string, object?>("compose.project", "traced"))
            .And.Contain(new KeyValuePair<string, object?>("compose.operation", "StartContainer"))
            .And.Contain(new KeyValuePair<string, object?>("compose.service", "web"))
            .And.Contain(tag => tag.Key == "compose.step" && tag.Value is int);
    }

    [Fact]
    public async Task A_failed_step_and_its_up_have_the_status_error()
    {
        using var project = new HostedProject(engine: journal => new JournalEngine(journal) { Refused = "StartContainer broken-web-1", LogLines = ["a secret of the container"] });
        project.Services.AddComposeProject("compose.yaml", "broken");
        ConcurrentQueue<Activity> ended = [];
        using ActivityListener listener = Listen("broken", ended);
        using IHost host = project.Builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        await start.Should().ThrowAsync<ComposeApplyException>();
        Activity[] failed = [.. ended.Where(activity => activity.Status == ActivityStatusCode.Error)];
        failed.Select(activity => activity.OperationName).Should().Equal("StartContainer", "compose up");
        failed.Should().OnlyContain(activity => activity.StatusDescription!.EndsWith("The engine refused: StartContainer broken-web-1.", StringComparison.Ordinal));
    }

    // Other tests trace at the same time, so only activities of the one project count.
    private static ActivityListener Listen(string project, ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Compose.Net",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("compose.project") as string == project)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
