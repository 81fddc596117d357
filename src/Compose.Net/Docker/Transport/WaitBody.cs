namespace Compose.Net.Docker.Transport;

/// <summary>How a container ended.</summary>
internal sealed record WaitBody(int StatusCode);
