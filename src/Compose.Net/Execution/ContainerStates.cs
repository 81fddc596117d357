using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>How a project's containers stand after a failure, in words: those that are not as they should be, and how many are.</summary>
internal static class ContainerStates
{
    private const int Most = 20;

    /// <summary>One line a container, of those that do not run well; one more for all others. Empty where there is no container.</summary>
    public static ImmutableArray<string> Lines(ImmutableArray<ObservedContainer> containers)
    {
        ObservedContainer[] own = [.. containers.Where(container => !container.OneOff)];
        ObservedContainer[] told = [.. own.Where(container => !RunsWell(container)).OrderBy(container => container.Name, StringComparer.Ordinal)];
        int width = told.Take(Most).Select(container => container.Name.Length).DefaultIfEmpty().Max();
        int wells = own.Length - told.Length;
        return
        [
            .. told.Take(Most).Select(container => $"{container.Name.PadRight(width)}  {State(container)}"),
            .. told.Length > Most ? [string.Create(CultureInfo.InvariantCulture, $"and {told.Length - Most} more like these")] : Array.Empty<string>(),
            .. wells > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{wells} {(wells == 1 ? "runs" : "run")} well")] : Array.Empty<string>(),
        ];
    }

    private static bool RunsWell(ObservedContainer container) =>
        container is { State: ContainerState.Running, Health: ContainerHealth.None or ContainerHealth.Healthy };

    private static string State(ObservedContainer container) => container.State switch
    {
        ContainerState.Running => $"running, {container.Health.ToString().ToLowerInvariant()}",
        ContainerState.Exited => FormattableString.Invariant($"exited with {container.ExitCode}"),
        _ => container.State.ToString().ToLowerInvariant(),
    };
}
