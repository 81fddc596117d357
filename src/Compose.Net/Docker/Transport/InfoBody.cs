namespace Compose.Net.Docker.Transport;

/// <summary>What is wanted of the engine's description of itself.</summary>
internal sealed record InfoBody(string? SystemTime);
