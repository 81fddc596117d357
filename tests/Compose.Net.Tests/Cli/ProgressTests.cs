using System.Collections.Immutable;
using Compose.Net.Cli.Progress;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class ProgressTests
{
    private static readonly Operation[] Operations =
    [
        new CreateNetwork(new NetworkDefinition { Key = "edge", Name = "shop_edge" }, ImmutableSortedDictionary<string, string>.Empty),
        new CreateVolume(new VolumeDefinition { Key = "orders", Name = "shop_orders" }, ImmutableSortedDictionary<string, string>.Empty),
        new PullImage("busybox"),
        new CreateContainer(new ContainerDefinition { Name = "shop-db-1", Number = 1, NetworkMode = "shop_edge", Service = new ServiceDefinition { Name = "db", Image = "busybox" } }),
        new ConnectContainer("shop-db-1", new ContainerEndpoint { Network = "shop_data" }),
        new StartContainer("shop-db-1"),
        new WaitUntilHealthy("shop-db-1"),
        new WaitUntilCompleted("shop-job-1"),
        new WaitUntilReady("shop-db-1"),
        new UnpauseContainer("shop-db-1", "id"),
        new StopContainer("shop-old-1", "id", null),
        new RenameContainer("new_shop-db-1", "shop-db-1"),
        new DisconnectContainer("shop-db-1", "shop_data"),
        new RemoveContainer("shop-old-1", "id", false),
        new RemoveNetwork("shop_old", "id"),
        new RemoveVolume("shop_old"),
        new PushImage("shop/web"),
    ];

    private static readonly Plan Everything = new()
    {
        Project = "shop",
        Steps = [.. Operations.Select((operation, index) => new PlanStep { Number = index + 1, Operation = operation, Reason = new Reason("is missing") })],
    };

    [Fact]
    public async Task Plain_progress_is_one_line_an_outcome_and_counts_them()
    {
        var error = new StringWriter { NewLine = "\n" };

        await new PlainProgress(error).ShowAsync(RunAsync);

        Golden.Verify("Cli/progress-plain", error.ToString());
    }

    [Fact]
    public async Task Json_progress_is_one_object_an_event()
    {
        var error = new StringWriter { NewLine = "\n" };

        await new JsonProgress(error).ShowAsync(RunAsync);

        Golden.Verify("Cli/progress-json", error.ToString());
    }

    [Fact]
    public async Task Live_progress_leaves_every_outcome_on_the_screen()
    {
        var error = new StringWriter { NewLine = "\n" };

        await new LiveProgress(error, colours: false).ShowAsync(RunAsync);

        string[] outcomes = [.. Everything.Steps.Select((step, index) => StepWords.Describe(Outcome(step, index)))];
        outcomes.Should().AllSatisfy(outcome => string.Join(' ', error.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().Contain(outcome, "a long line is broken at a space"));
        error.ToString().Should().NotContain("\u001b[3");
    }

    [Fact]
    public async Task Live_progress_passes_on_what_the_work_throws()
    {
        Func<Task> show = () => new LiveProgress(new StringWriter(), colours: true).ShowAsync(_ => throw new ComposeEngineException("CN0401", "gone"));

        await show.Should().ThrowAsync<ComposeEngineException>();
    }

    private static Task<Plan> RunAsync(IProgress<ComposeEvent> progress)
    {
        progress.Report(new ProjectAwaited("shop", 4711));
        progress.Report(new PlanMade(Everything));
        foreach ((int index, PlanStep step) in Everything.Steps.Index())
        {
            progress.Report(new StepStarted(step));
            progress.Report(new StepProgressed(step, "half"));
            progress.Report(Outcome(step, index));
        }

        return Task.FromResult(Everything);
    }

    private static StepEvent Outcome(PlanStep step, int index) => index switch
    {
        5 => new StepFailed(step, new ComposeEngineException("CN0499", "no"), TimeSpan.FromMilliseconds(40)),
        6 => new StepSkipped(step, Everything.Steps[5]),
        7 => new StepSkipped(step, null),
        _ => new StepSucceeded(step, TimeSpan.FromMilliseconds(120)),
    };
}
