namespace Compose.Net.Docker.Transport;

/// <summary>What the engine answers when it made something.</summary>
internal sealed record CreatedBody(string Id);
