namespace Compose.Net.Docker.Endpoints;

/// <summary>Where an engine is, and who said so.</summary>
/// <param name="Scheme">How to dial it.</param>
/// <param name="Text">The endpoint as it was written, for example <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Source">Who named it, as the end of a sentence, for example <c>from DOCKER_HOST</c>.</param>
internal sealed record EngineEndpoint(EndpointScheme Scheme, string Text, string Source)
{
    /// <summary>The socket's path, or the pipe's name. Empty for the network.</summary>
    public string Path { get; init; } = "";

    /// <summary>The pipe's server; <c>.</c> is this machine.</summary>
    public string Server { get; init; } = ".";

    /// <summary>The address that requests are made out to.</summary>
    public Uri BaseAddress { get; init; } = new("http://localhost/");

    /// <summary>The certificates; null for a connection without TLS.</summary>
    public TlsFiles? Tls { get; init; }
}
