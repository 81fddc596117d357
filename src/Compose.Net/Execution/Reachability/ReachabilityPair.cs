using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>What was tried from one service to another.</summary>
/// <param name="From">The service that called.</param>
/// <param name="To">The service that was called.</param>
/// <param name="Expected">Whether the project says that the one reaches the other.</param>
public sealed record ReachabilityPair(string From, string To, bool Expected)
{
    /// <summary>The attempts: names first, then addresses, then declared ports, then ports that are published on the host.</summary>
    public ImmutableArray<ReachabilityProbe> Probes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether any name or address of the called service itself answered; null where that is not known.</summary>
    public bool? Answers => Direct.Any(probe => probe.Answers == true) ? true
        : Direct.All(probe => probe.Answers == false) && Expected == Direct.Any(probe => probe.Expected) ? false
        : null;

    /// <summary>Whether any attempt differs from what the project says.</summary>
    public bool Differs => Probes.Any(probe => probe.Differs);

    private IEnumerable<ReachabilityProbe> Direct => Probes.Where(probe => !probe.OverHost);
}
