using Compose.Net.Diagnostics;
using Compose.Net.Graph;

namespace Compose.Net.Planning;

/// <summary>Finds services that depend on each other in a circle, so that none could be first.</summary>
internal static class CycleCheck
{
    public static void Check(DependencyGraph graph, PlanBuilder plan)
    {
        if (!graph.Cycle.IsEmpty)
        {
            plan.Error(DiagnosticCodes.DependencyCycle, $"The services depend on each other in a circle: {string.Join(" -> ", graph.Cycle)}. Remove one of these dependencies.");
        }
    }
}
