using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A step has something to say on its way, for example how much of an image arrived.</summary>
/// <param name="Step">The step.</param>
/// <param name="Text">A few words.</param>
public sealed record StepProgressed(PlanStep Step, string Text) : StepEvent(Step);
