using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step that failed, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Exception">Why.</param>
public sealed record StepFailure(PlanStep Step, Exception Exception)
{
    /// <summary>Where in the project's files stands what the step was about; null where no file does, or it is not known.</summary>
    public SourceSpan? Place { get; init; }

    /// <summary>The last lines that the step's container wrote, oldest first. Empty where there is no container, or it wrote nothing.</summary>
    public ImmutableArray<string> LogLines { get; init => field = Ordinal.List(value); } = [];
}
