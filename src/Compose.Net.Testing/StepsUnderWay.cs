using System.Collections.Concurrent;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Testing;

/// <summary>Knows which steps were begun and are not done, or failed. Thread-safe.</summary>
internal sealed class StepsUnderWay : IProgress<ComposeEvent>
{
    private readonly ConcurrentDictionary<int, PlanStep> _steps = [];
    private readonly ConcurrentQueue<StepFailed> _failures = [];

    /// <summary>The steps, in the order of the plan.</summary>
    public IEnumerable<PlanStep> Steps => _steps.OrderBy(entry => entry.Key).Select(entry => entry.Value);

    /// <summary>What failed, apart from steps that may fail, in the order of time.</summary>
    public IEnumerable<StepFailed> Failures => _failures;

    public void Report(ComposeEvent value)
    {
        switch (value)
        {
            case StepStarted started:
                _steps[started.Step.Number] = started.Step;
                break;
            case StepSucceeded succeeded:
                _steps.TryRemove(succeeded.Step.Number, out _);
                break;
            case StepFailed failed:
                _steps.TryRemove(failed.Step.Number, out _);
                if (!failed.Step.MayFail)
                {
                    _failures.Enqueue(failed);
                }

                break;
        }
    }
}
