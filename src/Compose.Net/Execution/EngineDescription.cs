namespace Compose.Net.Execution;

/// <summary>The engine that a client talks to.</summary>
/// <param name="Endpoint">Where it is, for example <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Version">Its version, for example <c>28.5.2</c>.</param>
/// <param name="ApiVersion">The API version in use: the lower of its newest and ours.</param>
public sealed record EngineDescription(string Endpoint, string Version, string ApiVersion)
{
    /// <summary>The engine's host where that is another machine; null for a socket, a pipe, and TCP to a loopback address.</summary>
    public string? RemoteHost => Uri.TryCreate(Endpoint.Contains("://", StringComparison.Ordinal) ? Endpoint : "tcp://" + Endpoint, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "tcp" or "http" or "https", IsLoopback: false }
        ? uri.Host.Trim('[', ']')
        : null;
}
