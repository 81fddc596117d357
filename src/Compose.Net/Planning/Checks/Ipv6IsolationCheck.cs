using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds bridges with IPv6 that are to be kept apart, on an engine that does so over IPv4 only. One that stands alone and open promises nothing.</summary>
internal static class Ipv6IsolationCheck
{
    public static void Check(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        if (observed.Engine.Ipv6Isolation)
        {
            return;
        }

        NetworkDefinition[] bridges = [.. JoinedNetwork.Of(project)
            .Select(joined => joined.Network.Entries[0].Key)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(key => project.Networks.GetValueOrDefault(key))
            .OfType<NetworkDefinition>()
            .Where(network => HasIpv6(network, observed))
            .DistinctBy(network => network.Name)];
        foreach (NetworkDefinition network in bridges.Where(network => !network.External))
        {
            string[] others = [.. bridges.Where(other => other != network).Select(other => $"\"{other.Name}\"")];
            string? broken = network.IsSilent() ? $"its containers reach each other there, whatever {BridgeOptions.Communication} says"
                : others.Length > 0 ? $"containers of {string.Join(", ", others)} reach its own there"
                : network.Internal ? "its containers reach other networks there, and are reached, however internal it is"
                : null;
            if (broken is not null)
            {
                plan.Warn(DiagnosticCodes.Ipv6NotApart, $"Network \"{network.Name}\" has IPv6, over which an engine before version 27 (API 1.46) keeps nothing apart unless \"ip6tables\" is turned on: {broken}. Use a newer engine, turn that on in its daemon.json, or remove \"enable_ipv6\".", "networks", network.Key, "enable_ipv6");
            }
        }
    }

    // Of a network of others, the engine tells it.
    private static bool HasIpv6(NetworkDefinition network, ObservedState observed) => network.External
        ? observed.Networks.Any(other => other.Name == network.Name && other is { Driver: "bridge", EnableIpv6: true })
        : network.EnableIpv6 == true && network.IsBridge();
}
