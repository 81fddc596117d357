using System.Collections.Concurrent;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public sealed class PlanExecutorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_begins_only_when_those_it_depends_on_have_ended()
    {
        ScriptedEngine engine = new ScriptedEngine().On("a", async _ => await Task.Yield()).On("b", async _ => await Task.Yield());
        await RunAsync(engine, Plan(("a", []), ("b", [1]), ("c", [2])));

        engine.Journal.Should().Equal("+a", "-a", "+b", "-b", "+c", "-c");
    }

    [Fact]
    public async Task Independent_steps_run_at_the_same_time_up_to_the_limit()
    {
        var together = new Meeting(2);
        var engine = new ScriptedEngine();
        foreach (string subject in new[] { "a", "b", "c", "d" })
        {
            engine.On(subject, together.ArriveAsync);
        }

        await RunAsync(engine, Plan(("a", []), ("b", []), ("c", []), ("d", [])), new ComposeClientOptions { MaxParallelism = 2 });

        engine.MostAtOnce.Should().Be(2);
    }

    [Fact]
    public async Task Waiting_steps_do_not_use_up_the_limit()
    {
        var started = new TaskCompletionSource();
        var engine = new ScriptedEngine().On("waits", _ => started.Task).On("b", _ =>
        {
            started.SetResult();
            return Task.CompletedTask;
        });
        Plan plan = Plan(("a", []), ("b", []));
        plan = plan with { Steps = [Step(1, new WaitUntilHealthy("waits")), Step(2, new StartContainer("b"))] };

        await RunAsync(engine, plan, new ComposeClientOptions { MaxParallelism = 1 });

        engine.Journal.Should().Contain("-waits");
    }

    [Fact]
    public async Task A_failed_step_leaves_its_dependents_out_and_independent_work_goes_on()
    {
        ScriptedEngine engine = new ScriptedEngine { LogLines = ["no space left"] }.Fail("a", "a is broken");

        ComposeApplyException failure = await FailAsync(engine, Plan(("a", []), ("b", [1]), ("c", [2]), ("d", [])));

        engine.Journal.Should().NotContain("+b").And.NotContain("+c").And.Contain("-d");
        failure.Failures.Should().ContainSingle().Which.LogLines.Should().Equal("no space left");
        failure.Skipped.Select(step => step.Number).Should().Equal(2, 3);
        failure.Message.Should().Be("a is broken\n  The last lines of a:\n    no space left\n2 steps were not begun because of that. What was done stays; the next up carries on from there.");
    }

    [Fact]
    public async Task All_failures_are_reported_together()
    {
        ScriptedEngine engine = new ScriptedEngine().Fail("a", "a is broken").Fail("c", "c is broken");

        ComposeApplyException failure = await FailAsync(engine, Plan(("a", []), ("b", []), ("c", [2])));

        failure.Failures.Select(entry => entry.Exception.Message).Should().Equal("a is broken", "c is broken");
    }

    [Fact]
    public async Task A_cancellation_while_the_failures_are_explained_does_not_hide_them()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        ScriptedEngine engine = new ScriptedEngine
        {
            Looks = token =>
            {
                cancellation.Cancel();
                return Task.FromCanceled(token);
            },
        }.Fail("a", "a is broken");

        Func<Task> run = () => Executor(engine, TimeSpan.Zero, TimeProvider.System).ExecuteAsync(Plan(("a", [])), null, cancellation.Token);

        (await run.Should().ThrowAsync<ComposeApplyException>()).Which.Failures.Should().ContainSingle().Which.Exception.Message.Should().Be("a is broken");
    }

    [Fact]
    public async Task Nothing_further_begins_after_a_failure_when_the_options_say_so()
    {
        var failed = new TaskCompletionSource();
        ScriptedEngine engine = new ScriptedEngine().Fail("a", "a is broken").On("b", _ => failed.Task);
        Plan plan = Plan(("a", []), ("b", []), ("c", [2]));

        Task run = RunAsync(engine, plan, new ComposeClientOptions { ContinueAfterFailure = false });
        failed.SetResult();

        await run.Awaiting(task => task).Should().ThrowAsync<ComposeApplyException>();
        engine.Journal.Should().NotContain("+c");
    }

    [Fact]
    public async Task A_step_that_only_awaits_the_outcome_goes_on_after_a_failure_that_is_allowed()
    {
        ScriptedEngine engine = new ScriptedEngine().Fail("a", "a is broken");
        Plan plan = Plan(("a", []), ("b", []));
        plan = plan with { Steps = [plan.Steps[0] with { MayFail = true }, plan.Steps[1] with { After = [1] }] };

        await RunAsync(engine, plan);

        engine.Journal.Should().Equal("+a", "+b", "-b");
    }

    [Fact]
    public async Task An_allowed_failure_that_others_depend_on_is_a_failure()
    {
        ScriptedEngine engine = new ScriptedEngine().Fail("a", "a is broken");
        Plan plan = Plan(("a", []), ("b", [1]));

        ComposeApplyException failure = await FailAsync(engine, plan with { Steps = [plan.Steps[0] with { MayFail = true }, plan.Steps[1]] });

        failure.Failures.Should().ContainSingle().Which.Exception.Message.Should().Be("a is broken");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_makes_up_for_a_step_is_begun_only_after_that_one_failed_and_is_told(bool continueAfterFailure)
    {
        Plan plan = MakingUp(Plan(("take", []), ("make", [1]), ("use", [2]), ("remake", [1]), ("reuse", [1])));
        ScriptedEngine engine = new ScriptedEngine().Fail("make", "make is broken");

        ComposeApplyException failure = (await FluentActions.Awaiting(() => RunAsync(engine, plan, new ComposeClientOptions { ContinueAfterFailure = continueAfterFailure })).Should().ThrowAsync<ComposeApplyException>()).Which;

        engine.Journal.Should().Equal("+take", "-take", "+make", "+remake", "-remake", "+reuse", "-reuse");
        failure.PutBack.Select(step => step.Number).Should().Equal(4, 5);
        failure.Skipped.Select(step => step.Number).Should().Equal(3);
        failure.Message.Should().Contain("What was there before was put back: start container remake, start container reuse.");
    }

    [Fact]
    public async Task What_makes_up_for_a_step_is_begun_too_where_something_before_that_one_failed()
    {
        ScriptedEngine engine = new ScriptedEngine().Fail("take", "take is broken");

        await FailAsync(engine, MakingUp(Plan(("take", []), ("make", [1]), ("use", [2]), ("remake", [1]), ("reuse", []))));

        engine.Journal.Should().Equal("+take", "+reuse", "-reuse");
    }

    [Fact]
    public async Task What_makes_up_for_a_step_is_not_begun_where_all_goes_well()
    {
        var events = new List<string>();
        var engine = new ScriptedEngine();
        Plan plan = MakingUp(Plan(("take", []), ("make", [1]), ("use", [2]), ("remake", [1]), ("reuse", [1])));

        await new PlanExecutor(engine, new ComposeClientOptions(), TimeProvider.System).ExecuteAsync(plan, new Recorder(events), Cancelled);

        engine.Journal.Should().NotContain("+remake").And.NotContain("+reuse").And.Contain("-use");
        events.Should().NotContain(text => text.Contains("remake", StringComparison.Ordinal) || text.Contains("reuse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_begins_no_further_step()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        ScriptedEngine engine = new ScriptedEngine().On("a", token =>
        {
            source.Cancel();
            return Task.Delay(Timeout.Infinite, token);
        });

        Func<Task> run = () => new PlanExecutor(engine, new ComposeClientOptions(), TimeProvider.System).ExecuteAsync(Plan(("a", []), ("b", [1])), null, source.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
        engine.Journal.Should().Equal("+a");
    }

    [Fact]
    public async Task After_a_cancellation_what_was_taken_is_given_back()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        ScriptedEngine engine = new ScriptedEngine().On("take", _ => source.CancelAsync());
        Plan plan = Plan(("take", []), ("make", [1]), ("back", [1]), ("other", []), ("never", [4]), ("nothing", [5])) switch
        {
            var all => all with { Steps = [.. all.Steps.Take(2), all.Steps[2] with { InsteadOf = 2 }, all.Steps[3], all.Steps[4], all.Steps[5] with { InsteadOf = 5 }] },
        };

        Func<Task> run = () => new PlanExecutor(engine, new ComposeClientOptions { MaxParallelism = 1 }, TimeProvider.System).ExecuteAsync(plan, null, source.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
        engine.Journal.Should().Equal("+take", "-take", "+back", "-back");
    }

    [Fact]
    public async Task A_cancellation_does_not_hide_what_had_failed_before()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        ScriptedEngine engine = new ScriptedEngine().Fail("a", "a is broken").On("b", async token =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        });

        Func<Task> run = () => new PlanExecutor(engine, new ComposeClientOptions(), TimeProvider.System).ExecuteAsync(Plan(("a", []), ("b", []), ("c", [1])), null, source.Token);

        OperationCanceledException ended = (await run.Should().ThrowAsync<OperationCanceledException>()).Which;
        ended.CancellationToken.Should().Be(source.Token);
        var failed = (ComposeApplyException)ended.InnerException!;
        failed.Failures.Select(failure => failure.Exception.Message).Should().Equal("a is broken");
        failed.Skipped.Select(step => step.Number).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_plan_with_errors_is_not_begun()
    {
        var engine = new ScriptedEngine();
        Plan plan = Plan(("a", [])) with { Diagnostics = [Diagnostic.Error("CN0301", "Taken.")] };

        Func<Task> run = () => RunAsync(engine, plan);

        await run.Should().ThrowAsync<ComposePlanException>().WithMessage("error CN0301: Taken.");
        engine.Journal.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_step_is_told_from_its_beginning_to_its_end()
    {
        var events = new List<string>();
        ScriptedEngine engine = new ScriptedEngine().Fail("b", "b is broken");
        Plan plan = Plan(("a", []), ("b", [1]), ("c", [2]));

        Func<Task> run = () => new PlanExecutor(engine, new ComposeClientOptions(), TimeProvider.System).ExecuteAsync(plan, new Recorder(events), Cancelled);

        await run.Should().ThrowAsync<ComposeApplyException>();
        events.Should().Equal("StepStarted 1", "StepSucceeded 1", "StepStarted 2", "StepFailed 2", "StepSkipped 3");
    }

    [Fact]
    public async Task After_a_cancellation_a_step_under_way_may_end_within_the_grace_and_no_other_begins()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        ScriptedEngine engine = new ScriptedEngine().On("a", async token =>
        {
            begun.SetResult();
            await end.Task.WaitAsync(token);
        });
        Task run = Executor(engine, TimeSpan.FromMinutes(1), new ManualTime()).ExecuteAsync(Plan(("a", []), ("b", [1])), null, cancellation.Token);

        await begun.Task;
        await cancellation.CancelAsync();
        end.SetResult();

        await run.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        engine.Journal.Should().Equal("+a", "-a");
    }

    [Fact]
    public async Task After_the_grace_a_step_is_given_up_and_a_wait_is_given_up_at_once()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var both = new Meeting(3);
        var given = new ConcurrentQueue<string>();
        ScriptedEngine engine = new ScriptedEngine().On("work", token => EndlessAsync("work", token)).On("wait", token => EndlessAsync("wait", token));
        var plan = new Plan { Project = "p", Steps = [Step(1, new StartContainer("work")), Step(2, new WaitUntilHealthy("wait"))] };
        Task begun = both.ArriveAsync(Cancelled);
        var time = new ManualTime();
        Task run = Executor(engine, TimeSpan.FromMinutes(1), time).ExecuteAsync(plan, null, cancellation.Token);

        await begun;
        await cancellation.CancelAsync();
        given.Should().Equal("wait");
        time.Elapse();

        await run.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        given.Should().Equal("wait", "work");

        async Task EndlessAsync(string name, CancellationToken token)
        {
            token.Register(() => given.Enqueue(name));
            _ = both.ArriveAsync(Cancelled);
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    private static PlanExecutor Executor(ScriptedEngine engine, TimeSpan grace, TimeProvider time) => new(engine, new ComposeClientOptions { CancellationGrace = grace }, time);

    private static Task RunAsync(ScriptedEngine engine, Plan plan, ComposeClientOptions? options = null) =>
        new PlanExecutor(engine, options ?? new ComposeClientOptions(), TimeProvider.System).ExecuteAsync(plan, null, Cancelled);

    private static async Task<ComposeApplyException> FailAsync(ScriptedEngine engine, Plan plan)
    {
        Func<Task> run = () => RunAsync(engine, plan);
        return (await run.Should().ThrowAsync<ComposeApplyException>()).Which;
    }

    // The fourth step makes up for the second, and the fifth follows it.
    private static Plan MakingUp(Plan plan) => plan with
    {
        Steps = [.. plan.Steps.Take(3), plan.Steps[3] with { InsteadOf = 2 }, plan.Steps[4] with { InsteadOf = 2, After = [4], MayFail = true }],
    };

    private static Plan Plan(params (string Subject, int[] DependsOn)[] steps) => new()
    {
        Project = "p",
        Steps = [.. steps.Select((step, index) => Step(index + 1, new StartContainer(step.Subject), step.DependsOn))],
    };

    private static PlanStep Step(int number, Operation operation, params int[] dependsOn) => new()
    {
        Number = number,
        Operation = operation,
        DependsOn = [.. dependsOn],
        Reason = new Reason("test"),
    };

    private sealed class Recorder(List<string> events) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value) => events.Add($"{value.GetType().Name} {((StepEvent)value).Step.Number}");
    }

    // Lets arrivals go on in groups, so that a group can only end when it was under way together.
    private sealed class Meeting(int size)
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _group = new();
        private int _arrived;

        public Task ArriveAsync(CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Task task = _group.Task;
                if (++_arrived % size == 0)
                {
                    _group.SetResult();
                    _group = new TaskCompletionSource();
                }

                return task.WaitAsync(cancellationToken);
            }
        }
    }
}
