namespace Compose.Net.Docker.Transport;

/// <summary>An engine's place in a swarm.</summary>
/// <param name="LocalNodeState">"active" in a swarm, "inactive" in none.</param>
/// <param name="ControlAvailable">Whether it is a manager.</param>
internal sealed record InfoSwarm(string? LocalNodeState, bool ControlAvailable);
