using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// What has to be done to bring the engine from what is to what is wanted, as pure data: the same input gives the same plan,
/// it can be printed, sent and compared by what <see cref="ToJson"/> returns, and it cannot execute itself.
/// </summary>
/// <remarks>Two plans of the same content are not equal as records, because their lists are compared by reference.</remarks>
public sealed record Plan
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The steps; each waits only for earlier ones.</summary>
    public ImmutableArray<PlanStep> Steps { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What the planner found on its way. With an error among them the plan has no steps.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How many steps there are when all goes well: those that make up for another one are not counted.</summary>
    public int StepCount => Steps.Count(step => step.InsteadOf is null);

    /// <summary>The project that it was made for; null in a plan that no planner made.</summary>
    internal ComposeProject? Desired { get; init; }

    /// <summary>How it can be made again; null where it was not made by the reconciler.</summary>
    internal PlanOrigin? Origin { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Steps.IsEmpty;

    /// <summary>Whether the wish cannot be carried out; see <see cref="Diagnostics"/>.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Returns the plan as text for people, one line a step.</summary>
    public override string ToString() => PlanText.Write(this);

    /// <summary>Returns the plan as JSON for programs. Environment values are left out.</summary>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>Returns both plans as one: what was done first, then what was planned when it was done.</summary>
    internal Plan Then(Plan next)
    {
        int done = Steps.Length;
        return done == 0 ? next : next with
        {
            Steps =
            [
                .. Steps,
                .. next.Steps.Select(step => step with
                {
                    Number = step.Number + done,
                    DependsOn = [.. step.DependsOn.Select(number => number + done)],
                    After = [.. step.After.Select(number => number + done)],
                    InsteadOf = step.InsteadOf + done,
                }),
            ],
        };
    }
}
