namespace Compose.Net.Planning;

/// <summary>What an engine's network can be asked for and a compose file has no words for. See <c>EngineNetworks.CreateAsync</c>.</summary>
public sealed record EngineNetworkSettings
{
    /// <summary>Whether it only holds settings for other networks, and no container joins it: then <see cref="ConfigFrom"/> of those names it. Defaults to false.</summary>
    public bool ConfigOnly { get; init; }

    /// <summary>
    /// The network whose address plan, driver options, <c>internal</c> and IPv6 are taken over; it was made with <see cref="ConfigOnly"/>. Engines then refuse settings of
    /// one's own. Null where there is none. Each host of a swarm reads the one that it has of this name.
    /// </summary>
    public string? ConfigFrom { get; init; }

    /// <summary>How far it reaches: <c>local</c> for this engine, <c>swarm</c> for all hosts of a swarm. Null leaves the driver's own choice.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether it is the network over which a swarm spreads what comes to its published ports. A swarm has one at most. Defaults to false.</summary>
    public bool Ingress { get; init; }
}
