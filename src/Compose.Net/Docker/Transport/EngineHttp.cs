using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Docker.DotNet;

namespace Compose.Net.Docker.Transport;

/// <summary>The calls that the client package cannot make: exact bodies, headers and endless streams. Shares its connections.</summary>
internal sealed class EngineHttp : IDisposable
{
    private readonly HttpClient _client;

    public EngineHttp(PooledTransport transport, string? apiVersion = null)
    {
        Uri root = transport.Endpoint.BaseAddress;
        _client = new HttpClient(transport.Connections, disposeHandler: false)
        {
            BaseAddress = apiVersion is null ? root : new Uri(root, $"v{apiVersion}/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Returns the answer's headers once they are there; the body is still to be read.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the answer's body as an object.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await GetAsync(path, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a body and returns the answer, whose own body is still to be read.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task<HttpResponseMessage> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // The engine of old needs a length, which a streamed JSON body does not have.
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends nothing but the request itself.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the answer's headers; there is no body.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task<HttpResponseMessage> HeadAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends an archive, and returns the answer, whose own body is still to be read.</summary>
    /// <param name="method">PUT or POST.</param>
    /// <param name="path">The path.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="header">One more header, and what it says; null leaves it out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    public async Task<HttpResponseMessage> SendArchiveAsync(HttpMethod method, string path, PushedContent archive, (string Name, string? Value) header, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = archive };
        if (header.Value is not null)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);

        // An engine that refuses says so before it reads, and closes: its answer would be lost behind the broken pipe.
        request.Headers.ExpectContinue = true;
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException("The engine's answer is empty.");

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.BadRequest)
            return response;

        using (response)
            throw new DockerApiException(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }
}
