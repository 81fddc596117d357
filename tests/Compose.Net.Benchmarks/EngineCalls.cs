using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Compose.Net.Benchmarks;

/// <summary>The engine's API and nothing else: no client package, no process to start.</summary>
internal sealed class EngineCalls : IDisposable
{
    private const string Unix = "unix://";

    private readonly HttpClient _http;

    public EngineCalls(string endpoint)
    {
        if (!endpoint.StartsWith(Unix, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The engine alone is measured over a unix socket, and it is at {endpoint}.");
        }

        var address = new UnixDomainSocketEndPoint(endpoint[Unix.Length..]);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(address, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://engine/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Makes a network and plugs a container into it.</summary>
    public async Task<Sample> AddNetworkAsync(string network, string container)
    {
        long began = Stopwatch.GetTimestamp();
        await PostAsync("networks/create", $$"""{"Name":"{{network}}","CheckDuplicate":true,"Driver":"bridge"}""");
        await PostAsync($"networks/{network}/connect", $$"""{"Container":"{{container}}"}""");
        return new Sample(Stopwatch.GetElapsedTime(began), null);
    }

    public Task DisconnectAsync(string network, string container) =>
        PostAsync($"networks/{network}/disconnect", $$"""{"Container":"{{container}}"}""");

    public async Task RemoveNetworkAsync(string network, string container)
    {
        await DisconnectAsync(network, container);
        await DeleteAsync($"networks/{network}");
    }

    public async Task<string[]> IdsAsync(string path)
    {
        using JsonDocument list = JsonDocument.Parse(await GetAsync(path));
        return [.. list.RootElement.EnumerateArray().Select(entry => entry.GetProperty("Id").GetString()!)];
    }

    public Task<string> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<string> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<string> PostAsync(string path, string body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await _http.SendAsync(request);
            string body = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {body}");
        }
    }
}
