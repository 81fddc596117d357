using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Thrown when steps of a plan failed. What was done before stays, and the next plan carries on from there.</summary>
public sealed class ComposeApplyException : ComposeException
{
    /// <summary>Creates the exception.</summary>
    public ComposeApplyException(
        Plan plan,
        ImmutableArray<StepFailure> failures,
        ImmutableArray<PlanStep> skipped,
        ImmutableArray<string> states = default,
        ImmutableArray<PlanStep> putBack = default)
        : base(Describe(failures, skipped, states, putBack), failures.IsDefaultOrEmpty ? null : failures[0].Exception)
    {
        Plan = plan;
        Failures = failures;
        Skipped = skipped;
        States = states.IsDefault ? [] : states;
        PutBack = putBack.IsDefault ? [] : putBack;
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>The steps that failed, in the order of the plan.</summary>
    public ImmutableArray<StepFailure> Failures { get; }

    /// <summary>The steps that were not begun because of it, in the order of the plan.</summary>
    public ImmutableArray<PlanStep> Skipped { get; }

    /// <summary>How the project's containers stood afterwards: a line for each that did not run well, and one for all others. Empty where the engine could not tell.</summary>
    public ImmutableArray<string> States { get; }

    /// <summary>The steps that were carried out to make up for those that failed, in the order of the plan.</summary>
    public ImmutableArray<PlanStep> PutBack { get; }

    private static string Describe(ImmutableArray<StepFailure> failures, ImmutableArray<PlanStep> skipped, ImmutableArray<string> states, ImmutableArray<PlanStep> putBack)
    {
        var lines = new List<string>();
        foreach (StepFailure failure in failures)
        {
            lines.Add(failure.Place is { } place ? $"{place}: {failure.Exception.Message}" : failure.Exception.Message);
            if (!failure.LogLines.IsEmpty)
            {
                lines.Add($"  The last lines of {failure.Step.Operation.Subject}:");
                lines.AddRange(failure.LogLines.Select(line => "    " + line));
            }
        }

        if (!putBack.IsDefaultOrEmpty)
        {
            lines.Add($"What was there before was put back: {string.Join(", ", putBack.Select(step => OperationText.Describe(step.Operation)))}.");
        }

        if (!states.IsDefaultOrEmpty)
        {
            lines.Add("  The containers now:");
            lines.AddRange(states.Select(line => "    " + line));
        }

        if (!skipped.IsEmpty)
        {
            lines.Add($"{skipped.Length} {(skipped.Length == 1 ? "step was" : "steps were")} not begun because of that. What was done stays; the next up carries on from there.");
        }

        return string.Join('\n', lines);
    }
}
