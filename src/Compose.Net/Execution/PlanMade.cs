using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>The plan is there and about to be carried out: the events that follow are of its steps.</summary>
/// <param name="Plan">The plan, which has no errors. It may have nothing to do.</param>
public sealed record PlanMade(Plan Plan) : ComposeEvent;
