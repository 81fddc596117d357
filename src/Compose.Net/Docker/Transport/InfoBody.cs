using System.Collections.Immutable;

namespace Compose.Net.Docker.Transport;

/// <summary>What is wanted of the engine's description of itself.</summary>
/// <param name="Id">The engine's own id.</param>
/// <param name="SystemTime">Its clock.</param>
/// <param name="Plugins">What is plugged into it.</param>
/// <param name="Swarm">Its place in a swarm.</param>
/// <param name="DefaultAddressPools">The address pools that it was given; null or empty where it has those built in.</param>
internal sealed record InfoBody(string? Id, string? SystemTime, InfoPlugins? Plugins, InfoSwarm? Swarm, ImmutableArray<InfoPool>? DefaultAddressPools);
