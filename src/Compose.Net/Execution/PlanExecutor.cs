using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>
/// Walks a plan: begins a step when all it depends on has succeeded, several at the same time, and collects every failure.
/// It decides nothing; what to do and in which order is in the plan.
/// </summary>
internal sealed class PlanExecutor(IContainerEngine engine, ComposeClientOptions options, TimeProvider time)
{
    private const int LogLinesOfAFailure = 20;

    public async Task ExecuteAsync(Plan plan, IProgress<ComposeEvent>? progress, CancellationToken cancellationToken)
    {
        if (plan.HasErrors)
        {
            throw new ComposePlanException(plan);
        }

        using var run = new Run(engine, options, time, plan, progress, cancellationToken);
        await run.WalkAsync().ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            throw run.Failures.IsEmpty
                ? new OperationCanceledException(cancellationToken)
                : new OperationCanceledException("Cancelled, after steps had failed.", new ComposeApplyException(plan, run.Failures, run.Skipped, putBack: run.PutBack), cancellationToken);
        }

        if (!run.Failures.IsEmpty)
        {
            throw new ComposeApplyException(plan, run.Failures, run.Skipped, await LookAsync(plan.Project, cancellationToken).ConfigureAwait(false), run.PutBack);
        }
    }

    // What stands beside a failure helps to understand it. The failure itself matters more.
    private async Task<ImmutableArray<string>> LookAsync(string project, CancellationToken cancellationToken)
    {
        try
        {
            return ContainerStates.Lines((await engine.ObserveAsync(new ComposeProject { Name = project }, cancellationToken).ConfigureAwait(false)).Containers);
        }
        catch (Exception exception) when (exception is ComposeEngineException or OperationCanceledException)
        {
            return [];
        }
    }

    private enum Outcome
    {
        Succeeded,
        Failed,
        Skipped,

        // It makes up for another step, and that one did well, or there is nothing to make up for.
        NotNeeded,
    }

    private readonly record struct StepResult(Outcome Outcome, int? RootFailure = null);

    private sealed class Run(
        IContainerEngine engine,
        ComposeClientOptions options,
        TimeProvider time,
        Plan plan,
        IProgress<ComposeEvent>? progress,
        CancellationToken cancellationToken) : IDisposable
    {
        private readonly Dictionary<int, Task<StepResult>> _results = new(plan.Steps.Length);
        private readonly SemaphoreSlim _slots = new(options.MaxParallelism);
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _patience = new(Timeout.InfiniteTimeSpan, time);
        private readonly SortedDictionary<int, StepFailure> _failures = [];
        private readonly Dictionary<int, StepFailure> _allowed = [];
        private readonly SortedDictionary<int, PlanStep> _skipped = [];
        private readonly SortedDictionary<int, PlanStep> _putBack = [];
        private int? _firstFailure;

        public ImmutableArray<StepFailure> Failures => [.. _failures.Values];

        public ImmutableArray<PlanStep> Skipped => [.. _skipped.Values];

        public ImmutableArray<PlanStep> PutBack => [.. _putBack.Values];

        public void Dispose()
        {
            _slots.Dispose();
            _patience.Dispose();
        }

        public async Task WalkAsync()
        {
            using CancellationTokenRegistration cancelled = cancellationToken.Register(EndPatience);

            // A step depends only on earlier ones, so all it awaits is in the table already.
            foreach (PlanStep step in plan.Steps)
            {
                _results.Add(step.Number, StepAsync(step));
            }

            await Task.WhenAll(_results.Values).ConfigureAwait(false);
        }

        private async Task<StepResult> StepAsync(PlanStep step)
        {
            Task<StepResult>[] required = [.. step.DependsOn.Select(number => _results[number])];
            Task<StepResult>[] awaited = [.. step.After.Select(number => _results[number])];

            // Looked up before anything is awaited: afterwards the table may be growing.
            Task<StepResult>? replaced = step.InsteadOf is { } other ? _results[other] : null;
            await Task.WhenAll([.. required, .. awaited]).ConfigureAwait(false);
            if (replaced is not null && (await replaced.ConfigureAwait(false)).Outcome == Outcome.Succeeded)
            {
                return new StepResult(Outcome.NotNeeded);
            }

            foreach (Task<StepResult> dependency in required)
            {
                StepResult result = await dependency.ConfigureAwait(false);
                if (result.Outcome != Outcome.Succeeded)
                {
                    return Skip(step, result.RootFailure);
                }
            }

            // A wait is no work: it must not keep a slot from the very steps that end it.
            bool needsSlot = step.Operation is not WaitOperation;
            if (needsSlot)
            {
                try
                {
                    await _slots.WaitAsync(step.GivesBack ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return Skip(step, null);
                }
            }

            try
            {
                return MustStop(step, out int? failure) ? Skip(step, failure) : await ExecuteAsync(step).ConfigureAwait(false);
            }
            finally
            {
                if (needsSlot)
                {
                    _slots.Release();
                }
            }
        }

        private void EndPatience()
        {
            if (options.CancellationGrace == TimeSpan.Zero)
            {
                _patience.Cancel();
            }
            else
            {
                _patience.CancelAfter(options.CancellationGrace);
            }
        }

        // What gives somebody back what an earlier step took is no further work, but the end of what was begun.
        private bool MustStop(PlanStep step, out int? failure)
        {
            lock (_lock)
            {
                failure = _firstFailure;
                return !step.GivesBack && (cancellationToken.IsCancellationRequested || (failure is not null && !options.ContinueAfterFailure));
            }
        }

        private async Task<StepResult> ExecuteAsync(PlanStep step)
        {
            long begin = time.GetTimestamp();
            CancellationToken givenUp = step.GivesBack ? CancellationToken.None : step.Operation is WaitOperation or PullImage or PushImage ? cancellationToken : _patience.Token;
            progress?.Report(new StepStarted(step));
            try
            {
                await engine.ExecuteAsync(step.Operation, StepProgress(step), givenUp).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (givenUp.IsCancellationRequested)
            {
                return Skip(step, null);
            }
#pragma warning disable CA1031 // Whatever a step fails with is collected, and reported with all other failures.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return await FailAsync(step, exception, time.GetElapsedTime(begin)).ConfigureAwait(false);
            }

            if (step.InsteadOf is not null)
            {
                lock (_lock)
                {
                    _putBack.Add(step.Number, step);
                }
            }

            progress?.Report(new StepSucceeded(step, time.GetElapsedTime(begin)));
            return new StepResult(Outcome.Succeeded);
        }

        private async Task<StepResult> FailAsync(PlanStep step, Exception exception, TimeSpan elapsed)
        {
            progress?.Report(new StepFailed(step, exception, elapsed));
            if (step.MayFail)
            {
                lock (_lock)
                {
                    _allowed.Add(step.Number, Failure(step, exception));
                }
            }
            else
            {
                ImmutableArray<string> lines = exception is ComposeEngineException { OutputLines: { IsEmpty: false } written } ? written : await LogLinesAsync(step).ConfigureAwait(false);
                lock (_lock)
                {
                    _firstFailure ??= step.Number;
                    _failures.Add(step.Number, Failure(step, exception) with { LogLines = lines });
                }
            }

            return new StepResult(Outcome.Failed, step.Number);
        }

        private StepFailure Failure(PlanStep step, Exception exception) => new(step, exception) { Place = FailurePlace.Of(plan, step, exception) };

        // What a container wrote explains why it did not get where it should. The failure itself matters more than the log.
        private async Task<ImmutableArray<string>> LogLinesAsync(PlanStep step)
        {
            if (step.Operation is not (StartContainer or WaitOperation))
            {
                return [];
            }

            try
            {
                return await engine.ReadLastLogLinesAsync(step.Operation.Subject, LogLinesOfAFailure, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ComposeEngineException or OperationCanceledException)
            {
                return [];
            }
        }

        private StepResult Skip(PlanStep step, int? because)
        {
            if (step.InsteadOf is not null)
            {
                return new StepResult(Outcome.NotNeeded);
            }

            lock (_lock)
            {
                _skipped.Add(step.Number, step);

                // What others depend on is a failure after all, however harmless it was meant to be.
                if (because is { } root && _allowed.Remove(root, out StepFailure? failure))
                {
                    _failures.Add(root, failure);
                }
            }

            progress?.Report(new StepSkipped(step, because is { } number ? plan.Steps.First(other => other.Number == number) : null));
            return new StepResult(Outcome.Skipped, because);
        }

        private Progress? StepProgress(PlanStep step) => progress is null ? null : new Progress(step, progress);
    }

    // The framework's Progress<T> posts to a thread pool and so loses the order.
    private sealed class Progress(PlanStep step, IProgress<ComposeEvent> events) : IProgress<string>
    {
        public void Report(string value) => events.Report(new StepProgressed(step, value));
    }
}
