using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Tells the containers that somebody asked for from the others. Pure.</summary>
/// <param name="Services">Their services; empty takes all.</param>
/// <param name="Index">Their replica number; null takes all.</param>
internal sealed record ContainerChoice(ImmutableArray<string> Services, int? Index = null)
{
    public bool Has(string service, int number) =>
        (Services.IsEmpty || Services.Contains(service, StringComparer.Ordinal)) && (Index is null || Index == number);

    public bool Has(ProjectContainer container) => !container.OneOff && Has(container.Service, container.Number);

    /// <summary>Returns a service's running container of that number, or of the lowest.</summary>
    /// <exception cref="ComposeEngineException">None runs.</exception>
    public static ProjectContainer OneAlive(ImmutableArray<ProjectContainer> containers, string service, int? index)
    {
        var choice = new ContainerChoice([service], index);
        string which = index is { } number ? FormattableString.Invariant($" of number {number}") : "";
        return containers.FirstOrDefault(container => container is { IsAlive: true, Number: > 0 } && choice.Has(container))
            ?? throw new ComposeEngineException(DiagnosticCodes.ServiceNotRunning, $"No container{which} of service \"{service}\" runs. Bring it up first.");
    }
}
