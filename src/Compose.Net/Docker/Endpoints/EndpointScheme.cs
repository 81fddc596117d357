namespace Compose.Net.Docker.Endpoints;

/// <summary>How an engine is dialled.</summary>
internal enum EndpointScheme
{
    /// <summary>A unix socket.</summary>
    Unix,

    /// <summary>A Windows named pipe.</summary>
    Pipe,

    /// <summary>TCP, with or without TLS.</summary>
    Tcp,
}
