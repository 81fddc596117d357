namespace Compose.Net.Docker.Transport;

/// <summary>What the engine answers when it refuses.</summary>
internal sealed record ErrorBody(string? Message);
