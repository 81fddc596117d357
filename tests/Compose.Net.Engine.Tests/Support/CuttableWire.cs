using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>A wire to the engine that can be cut: a unix socket that passes everything on, until all its connections are closed at once.</summary>
public sealed class CuttableWire : IAsyncDisposable
{
    private const string Unix = "unix://";

    private delegate void PassedOn(ReadOnlySpan<byte> bytes);

    private readonly string _folder = Directory.CreateTempSubdirectory("cnw").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _open = [];
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string _engine;
    private readonly Task _serving;

    public CuttableWire(string engineEndpoint)
    {
        _engine = engineEndpoint[Unix.Length..];
        string path = Path.Join(_folder, "s");
        Endpoint = Unix + path;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    /// <summary>Where it begins.</summary>
    public string Endpoint { get; }

    /// <summary>How many connections there were so far.</summary>
    public int Connections { get; private set; }

    /// <summary>What was asked for so far, each with its method and its path.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>How many streams of events were asked for so far.</summary>
    public int EventStreams => _requests.Count(request => request.Contains("/events", StringComparison.Ordinal));

    /// <summary>Closes all connections. New ones can be made.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Cut();
        await _serving;
        _listener.Dispose();
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                Socket near = await _listener.AcceptAsync(_closing.Token);
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(_engine), _closing.Token);
                lock (_gate)
                {
                    Connections++;
                    _open.AddRange([near, far]);
                }

                _ = Task.WhenAll(PassAsync(near, far, Note), PassAsync(far, near, _ => { }));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // A client writes the head of a request in one go.
    private void Note(ReadOnlySpan<byte> request)
    {
        string line = Encoding.ASCII.GetString(request[..Math.Max(0, request.IndexOf((byte)'\n'))]).TrimEnd();
        if (line.EndsWith(" HTTP/1.1", StringComparison.Ordinal))
            _requests.Enqueue(line[..^" HTTP/1.1".Length]);
    }

    private static async Task PassAsync(Socket from, Socket to, PassedOn passedOn)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                passedOn(buffer.AsSpan(0, read));
                await to.SendAsync(buffer.AsMemory(0, read));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }
}
