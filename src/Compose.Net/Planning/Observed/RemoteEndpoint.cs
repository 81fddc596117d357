namespace Compose.Net.Planning;

/// <summary>A container on another host of the swarm that is plugged into a network.</summary>
/// <param name="Name">The container's name, or that of a swarm's task.</param>
/// <param name="Address">Its IPv4 address on the network.</param>
/// <param name="Host">The address of its host.</param>
public sealed record RemoteEndpoint(string Name, string Address, string Host)
{
    internal string InWords => $"container \"{Name}\" on host {Host}";
}
