namespace Compose.Net.Docker.Transport;

/// <summary>The network that another one takes its settings from.</summary>
internal sealed record NetworkConfigBody(string Network);
