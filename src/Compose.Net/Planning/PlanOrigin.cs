using System.Collections.Immutable;

namespace Compose.Net.Planning;

/// <summary>What a plan was made from, so that it can be made again and compared before it is carried out.</summary>
/// <param name="Options">What the plan may do.</param>
/// <param name="Steps">The steps as they were planned.</param>
internal sealed record PlanOrigin(ReconcileOptions Options, ImmutableArray<PlanStep> Steps)
{
    /// <summary>Returns in a sentence what a plan made now has that this one had not, or lacks; null where they do the same to the same things.</summary>
    public string? DifferenceTo(Plan now)
    {
        if (now.HasErrors)
        {
            return $"It cannot be planned any more: {now.Diagnostics.First(diagnostic => diagnostic.Severity == Diagnostics.DiagnosticSeverity.Error).Message}";
        }

        // An operation prints its ids too: what carries the name of something that was made anew since is another thing.
        ILookup<string, PlanStep> before = Steps.ToLookup(Fingerprint, StringComparer.Ordinal), after = now.Steps.ToLookup(Fingerprint, StringComparer.Ordinal);
        if (Steps.FirstOrDefault(step => !after.Contains(Fingerprint(step))) is { } gone)
        {
            return $"It would not \"{OperationText.Describe(gone.Operation)}\" any more.";
        }

        return now.Steps.FirstOrDefault(step => !before.Contains(Fingerprint(step))) is { } added
            ? $"It would also \"{OperationText.Describe(added.Operation)}\"."
            : null;
    }

    private static string Fingerprint(PlanStep step) => step.Operation.ToString();
}
