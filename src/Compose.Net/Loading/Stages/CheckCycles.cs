using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that the enabled services do not wait for each other in a circle.</summary>
internal sealed class CheckCycles : ILoadStage
{
    private const int Shown = 20;

    public void Run(LoadContext context)
    {
        ImmutableArray<string> cycle = DependencyGraph.From(context.Project!).Cycle;
        if (cycle.IsEmpty)
        {
            return;
        }

        // The edge from the first service of the path to the second, which the file says.
        SourceSpan? span = context.Section("services").Get<MappingNode>(cycle[0])?.Get<MappingNode>("depends_on") is { } dependencies
            && dependencies.TryGetEntry(cycle[1], out MappingEntry entry)
                ? entry.Key.Span
                : null;
        context.Diagnostics.Error(
            DiagnosticCodes.DependencyCycle,
            $"The services wait for each other in a circle: {Path(cycle)}. Remove one of these dependencies.",
            span);
    }

    private static string Path(ImmutableArray<string> cycle) => cycle.Length <= Shown
        ? string.Join(" -> ", cycle)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(" -> ", cycle.Take(Shown))} -> ({cycle.Length - Shown - 1} more) -> {cycle[^1]}");
}
