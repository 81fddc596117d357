using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step began.</summary>
/// <param name="Step">The step.</param>
public sealed record StepStarted(PlanStep Step) : StepEvent(Step);
