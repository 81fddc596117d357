using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step that failed, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Exception">Why.</param>
public sealed record StepFailure(PlanStep Step, Exception Exception)
{
    /// <summary>The last lines that the step's container wrote, oldest first. Empty where there is no container, or it wrote nothing.</summary>
    public ImmutableArray<string> LogLines { get; init => field = Ordinal.List(value); } = [];
}
