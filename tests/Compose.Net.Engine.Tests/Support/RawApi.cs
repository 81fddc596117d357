using System.Net.Sockets;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The engine's own API without any client between: what neither the library nor the docker command would send.</summary>
internal static class RawApi
{
    /// <summary>Opens it; paths begin at its root.</summary>
    public static HttpClient Open(string endpoint)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(new Uri(endpoint).AbsolutePath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://engine/") };
    }
}
