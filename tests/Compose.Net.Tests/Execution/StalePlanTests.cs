using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Graph;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public class StalePlanTests
{
    private readonly Journal _journal = new();
    private readonly ComposeProject _project = ThreeTier.Project;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_carried_out_where_it_still_holds()
    {
        await using ComposeClient client = Client();
        Plan plan = await client.PlanAsync(_project, cancellationToken: Cancelled);

        await client.ApplyAsync(plan, cancellationToken: Cancelled);

        _journal.Lines.Should().HaveCount(plan.Steps.Length);
    }

    [Fact]
    public async Task A_plan_made_from_an_older_state_changes_nothing_and_says_what_is_different()
    {
        await using ComposeClient client = Client();
        Plan first = await client.PlanAsync(_project, cancellationToken: Cancelled);
        await client.UpAsync(_project, cancellationToken: Cancelled);
        int before = _journal.Lines.Count;

        Func<Task> late = () => client.ApplyAsync(first, cancellationToken: Cancelled);

        ComposeConflictException error = (await late.Should().ThrowAsync<ComposeConflictException>()).Which;
        error.Code.Should().Be("CN0451");
        error.Message.Should().StartWith("The plan for project \"shop\" does not hold any more").And.Contain("It would not \"create network").And.Contain("Plan again");
        _journal.Lines.Count.Should().Be(before);
    }

    [Fact]
    public async Task A_plan_to_remove_a_container_does_not_hold_for_its_successor()
    {
        ObservedState now = await Observed(), then = now with { Containers = [.. now.Containers.Select(container => container with { Id = "former-" + container.Id })] };
        var options = new ReconcileOptions();
        ComposeProject nothing = Reconciler.Emptied(_project);

        string? same = Reconciler.Reconcile(nothing, now, options).Origin!.DifferenceTo(Reconciler.Reconcile(nothing, now, options));
        string? different = Reconciler.Reconcile(nothing, then, options).Origin!.DifferenceTo(Reconciler.Reconcile(nothing, now, options));

        same.Should().BeNull();
        different.Should().StartWith("It would not \"stop container shop-");
    }

    [Fact]
    public async Task A_part_of_a_plan_can_be_carried_out()
    {
        await using ComposeClient client = Client();
        Plan plan = await client.PlanAsync(_project, cancellationToken: Cancelled);

        await client.ApplyAsync(plan with { Steps = [plan.Steps[0]] }, cancellationToken: Cancelled);

        _journal.Lines.Should().ContainSingle();
    }

    private ComposeClient Client() => new(new JournalEngine(_journal));

    private async Task<ObservedState> Observed()
    {
        await using ComposeClient client = Client();
        await client.UpAsync(_project, cancellationToken: Cancelled);
        return await client.ObserveAsync(_project, Cancelled);
    }
}
