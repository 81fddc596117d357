using System.Collections.Concurrent;
using System.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Microsoft.Extensions.Logging;

namespace Compose.Net.Hosting;

/// <summary>Turns a plan's events into one activity and two log lines a step, and knows which steps are under way. Thread-safe.</summary>
internal sealed partial class StepTrace(string project, ActivityContext parent, ILogger logger) : IProgress<ComposeEvent>, IDisposable
{
    private const string NoService = "no service";

    private readonly ConcurrentDictionary<int, UnderWay> _underWay = [];
    private readonly ConcurrentQueue<StepFailed> _failures = [];

    /// <summary>The steps that were begun and are not done, in the order of the plan.</summary>
    public IEnumerable<PlanStep> StepsUnderWay => _underWay.OrderBy(entry => entry.Key).Select(entry => entry.Value.Step);

    /// <summary>What failed, apart from steps that may fail, in the order of time.</summary>
    public IEnumerable<StepFailed> Failures => _failures;

    public void Report(ComposeEvent value)
    {
        switch (value)
        {
            case ProjectAwaited awaited:
                LogAwaited(project, awaited.ProcessId);
                break;
            case StepEvent about:
                Report(about);
                break;
        }
    }

    /// <summary>Ends the activities of steps that were given up.</summary>
    public void Dispose()
    {
        foreach (PlanStep step in StepsUnderWay.ToArray())
        {
            End(step, new OperationCanceledException());
        }
    }

    private void Report(StepEvent value)
    {
        PlanStep step = value.Step;
        (string operation, string subject) = (OperationName(step), step.Operation.Subject);
        switch (value)
        {
            case StepStarted:
                _underWay[step.Number] = new UnderWay(step, Start(step));
                LogStarted(project, step.Number, operation, subject, step.Service ?? NoService);
                break;
            case StepSucceeded succeeded:
                End(step, failure: null);
                LogSucceeded(project, step.Number, operation, subject, step.Service ?? NoService, succeeded.Elapsed);
                break;
            case StepFailed failed:
                End(step, failed.Exception);
                if (!step.MayFail)
                {
                    _failures.Enqueue(failed);
                }

                LogFailed(step.MayFail ? LogLevel.Warning : LogLevel.Debug, failed.Exception, project, step.Number, operation, subject, step.Service ?? NoService, failed.Elapsed);
                break;
        }
    }

    private static string OperationName(PlanStep step) => step.Operation.GetType().Name;

    private Activity? Start(PlanStep step)
    {
        // Events come from the executor's own flow. An activity that stayed current there would become the parent of unrelated steps.
        Activity? current = Activity.Current;
        Activity? activity = ComposeActivities.Source.StartActivity(OperationName(step), ActivityKind.Internal, parent);
        Activity.Current = current;
        if (activity is null)
        {
            return null;
        }

        activity.DisplayName = $"{OperationName(step)} {step.Operation.Subject}";
        activity.SetTag(ComposeActivities.ProjectTag, project);
        activity.SetTag(ComposeActivities.StepTag, step.Number);
        activity.SetTag(ComposeActivities.OperationTag, OperationName(step));
        activity.SetTag(ComposeActivities.ServiceTag, step.Service);
        return activity;
    }

    private void End(PlanStep step, Exception? failure)
    {
        if (!_underWay.TryRemove(step.Number, out UnderWay? begun) || begun.Activity is not { } activity)
        {
            return;
        }

        if (failure is not null)
        {
            activity.SetFailure(failure);
        }

        Activity? current = Activity.Current;
        activity.Stop();
        Activity.Current = current;
    }

    private sealed record UnderWay(PlanStep Step, Activity? Activity);
}
