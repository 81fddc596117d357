using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step is done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record StepSucceeded(PlanStep Step, TimeSpan Elapsed) : StepEvent(Step);
