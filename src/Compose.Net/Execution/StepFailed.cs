using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step failed.</summary>
/// <param name="Step">The step.</param>
/// <param name="Exception">Why.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record StepFailed(PlanStep Step, Exception Exception, TimeSpan Elapsed) : StepEvent(Step);
