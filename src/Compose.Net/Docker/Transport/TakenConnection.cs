using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compose.Net.Docker.Endpoints;
using Docker.DotNet;

namespace Compose.Net.Docker.Transport;

/// <summary>
/// A connection that was taken over from HTTP: bytes both ways, of which ours can end by itself. It has a transport of its own,
/// for a pooled connection cannot be half closed.
/// </summary>
internal sealed class TakenConnection : IDisposable
{
    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly Stream _dialled;

    private TakenConnection(HttpClient client, HttpResponseMessage response, Stream stream, Stream dialled)
    {
        _client = client;
        _response = response;
        _dialled = dialled;
        Stream = stream;
    }

    /// <summary>What the other side sends, and takes.</summary>
    public Stream Stream { get; }

    /// <summary>Sends a request and takes its connection over.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public static async Task<TakenConnection> OpenAsync<T>(EngineEndpoint endpoint, string apiVersion, string path, T? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        Stream? dialled = null;
        var transport = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = PooledTransport.ConnectTimeout,
            ConnectCallback = async (dial, token) => dialled = await DialAsync(endpoint, dial, token).ConfigureAwait(false),
        };
        var client = new HttpClient(transport) { BaseAddress = new Uri(endpoint.BaseAddress, $"v{apiVersion}/"), Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            HttpResponseMessage response = await SendAsync(client, path, body, type, cancellationToken).ConfigureAwait(false);
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new TakenConnection(client, response, stream, dialled!); // There is an answer, so it was dialled.
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Tells the other side that nothing more comes from here. Named pipes cannot say so.</summary>
    public async Task EndInputAsync()
    {
        switch (_dialled)
        {
            case SslStream secure:
                await secure.ShutdownAsync().ConfigureAwait(false);
                break;
            case NetworkStream network:
                network.Socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    public void Dispose()
    {
        _response.Dispose();
        _client.Dispose();
    }

    private static async Task<HttpResponseMessage> SendAsync<T>(HttpClient client, string path, T? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, type)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("tcp"));
        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            return response;

        using (response)
            throw new DockerApiException(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    private static async ValueTask<Stream> DialAsync(EngineEndpoint endpoint, SocketsHttpConnectionContext dial, CancellationToken cancellationToken)
    {
        Stream stream = endpoint.Scheme switch
        {
            EndpointScheme.Unix => await HostSystem.DialSocketAsync(endpoint.Path, cancellationToken).ConfigureAwait(false),
            EndpointScheme.Pipe => await HostSystem.DialPipeAsync(endpoint.Server, endpoint.Path, cancellationToken).ConfigureAwait(false),
            _ => await HostSystem.DialTcpAsync(dial.DnsEndPoint, cancellationToken).ConfigureAwait(false),
        };
        if (endpoint.Tls is not { } tls)
            return stream;

        // Made here and not by the handler, for only who has it can end one direction.
        var secure = new SslStream(stream);
        try
        {
            await secure.AuthenticateAsClientAsync(Certificates.Load(tls, endpoint), cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
