namespace Compose.Net.Docker.Transport;

/// <summary>A pool that an engine takes subnets from.</summary>
internal sealed record InfoPool(string Base, int Size);
