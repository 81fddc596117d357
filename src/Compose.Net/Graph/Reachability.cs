using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Whether one service reaches another, over which networks, by which names, and why.</summary>
/// <param name="From">The service that calls.</param>
/// <param name="To">The service that is called.</param>
public sealed record Reachability(string From, string To)
{
    /// <summary>Whether packets of the one arrive at the other: over a common network, on the engine's bridge, through the host or inside one namespace.</summary>
    public bool IsReachable { get; init; }

    /// <summary>The names that the called service answers to, by the key of the common network. Empty where addresses are the only way.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Names { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ImmutableArray<string>>();

    /// <summary>
    /// The ports that the called service publishes and the caller reaches over the host, whatever networks they are on: at an address of the host,
    /// or at the called one's own where it is on a bridge with the gateway mode <c>routed</c>.
    /// Empty where the caller has no way to the host: then it is on internal networks only, or on none.
    /// </summary>
    public ImmutableArray<PortDefinition> HostPorts { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Why it is so, in full sentences.</summary>
    public ImmutableArray<string> Reasons { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Returns the answer and the reasons, a line each.</summary>
    public override string ToString() =>
        string.Join('\n', [$"{From} {Verb} {To}{Restriction}.", .. Reasons.Select(reason => $"  {reason}")]) + "\n";

    /// <summary>What stands between the two names in a sentence.</summary>
    internal string Verb => IsReachable ? "reaches" : "does not reach";

    /// <summary>What stands behind them: empty, or that there is the way over the host.</summary>
    internal string Restriction => IsReachable || HostPorts.IsEmpty ? "" : " other than through the host";

    /// <summary>Returns it as JSON for programs.</summary>
    public string ToJson() => TopologyJson.Write(this);
}
