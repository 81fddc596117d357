using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step was not begun, because one it waits for failed, or because the work was cancelled.</summary>
/// <param name="Step">The step.</param>
/// <param name="Because">The failed step at the root of it; null after a cancellation.</param>
public sealed record StepSkipped(PlanStep Step, PlanStep? Because) : StepEvent(Step);
