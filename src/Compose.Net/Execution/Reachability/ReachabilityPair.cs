using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>What was tried from one service to another.</summary>
/// <param name="From">The service that called.</param>
/// <param name="To">The service that was called.</param>
/// <param name="Expected">Whether the project says that the one reaches the other.</param>
public sealed record ReachabilityPair(string From, string To, bool Expected)
{
    /// <summary>The attempts: names first, then addresses, then declared ports.</summary>
    public ImmutableArray<ReachabilityProbe> Probes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether any name or address answered; null where that is not known.</summary>
    public bool? Answers => Probes.Any(probe => probe.Answers == true) ? true
        : Probes.All(probe => probe.Answers == false) && Expected == Probes.Any(probe => probe.Expected) ? false
        : null;

    /// <summary>Whether any attempt differs from what the project says.</summary>
    public bool Differs => Probes.Any(probe => probe.Differs);
}
