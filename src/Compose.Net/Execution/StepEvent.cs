using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Something that happened to a step of a plan.</summary>
/// <param name="Step">The step it is about.</param>
public abstract record StepEvent(PlanStep Step) : ComposeEvent;
