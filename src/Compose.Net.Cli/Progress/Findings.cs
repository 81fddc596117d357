using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Progress;

/// <summary>
/// Keeps what the view does not show of a change: the plan's warnings, reported before its first step, and the failures that it
/// allows, which make no exception, and yet the user must hear of them.
/// </summary>
internal sealed class Findings(Action<ImmutableArray<Diagnostic>> report)
{
    private readonly ConcurrentQueue<StepFailed> _failures = [];
    private long _began = TimeProvider.System.GetTimestamp();

    /// <summary>The allowed failures as warnings, in the order of their steps.</summary>
    public ImmutableArray<Diagnostic> AllowedFailures =>
    [
        .. _failures.OrderBy(failure => failure.Step.Number).Select(failure => new Diagnostic(
            DiagnosticSeverity.Warning,
            (failure.Exception as ComposeEngineException)?.Code ?? ToolCodes.Unexpected,
            failure.Exception.Message)),
    ];

    /// <summary>The time since the plan was made.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>Listens to the events, on their way to the view where there is one.</summary>
    public IProgress<ComposeEvent> On(IProgress<ComposeEvent>? view = null) => new Listener(this, view);

    private void Take(ComposeEvent value)
    {
        switch (value)
        {
            case PlanMade { Plan.Diagnostics: var diagnostics }:
                _began = TimeProvider.System.GetTimestamp();
                report(diagnostics);
                break;
            case StepFailed { Step.MayFail: true } failed:
                _failures.Enqueue(failed);
                break;
        }
    }

    private sealed class Listener(Findings owner, IProgress<ComposeEvent>? view) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value)
        {
            owner.Take(value);
            view?.Report(value);
        }
    }
}
