using Compose.Net.Docker.Endpoints;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;

namespace Compose.Net.Docker.Transport;

/// <summary>
/// One pool of connections, shared by the client package and <see cref="EngineHttp"/>. The package's own transports open a
/// connection a call and speak only TLS 1.2.
/// </summary>
internal sealed class PooledTransport(EngineEndpoint endpoint) : IDockerHandlerFactory<EngineEndpoint>, IDisposable
{
    /// <summary>How long a connection may take: less than the first answer may, so that a host that is not there is told from an engine that is silent.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public SocketsHttpHandler Connections { get; } = Open(endpoint);

    public EngineEndpoint Endpoint => endpoint;

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) => new(new OldMacAddressHandler(Connections), endpoint.BaseAddress);

    public ResolvedTransport CreateHandler(EngineEndpoint transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        CreateHandler(clientOptions, logger);

    // Only attach and exec with input need it; neither goes through the package here, as a pooled connection cannot be half closed.
    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("A pooled connection cannot be taken over.");

    public void Dispose() => Connections.Dispose();

    private static SocketsHttpHandler Open(EngineEndpoint endpoint)
    {
        var connections = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
        };
        switch (endpoint.Scheme)
        {
            case EndpointScheme.Unix:
                connections.ConnectCallback = (_, cancellationToken) => HostSystem.DialSocketAsync(endpoint.Path, cancellationToken);
                break;
            case EndpointScheme.Pipe:
                connections.ConnectCallback = (_, cancellationToken) => HostSystem.DialPipeAsync(endpoint.Server, endpoint.Path, cancellationToken);
                break;
            default:
                connections.ConnectCallback = (dial, cancellationToken) => HostSystem.DialTcpAsync(dial.DnsEndPoint, cancellationToken);
                if (endpoint.Tls is { } tls)
                    connections.SslOptions = Certificates.Load(tls, endpoint);
                break;
        }

        return connections;
    }
}
