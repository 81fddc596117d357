using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Compose.Net.Tests.Docker;

/// <summary>A server on a unix socket that answers every connection as it is told, most often with the same text, or never.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cnf").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    private FakeEngine(Func<string, string>? answer)
    {
        string path = Path.Join(_folder, "s");
        Endpoint = "unix://" + path;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync(answer);
    }

    public string Endpoint { get; }

    /// <summary>The requests so far, as they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static FakeEngine Silent() => new(null);

    public static FakeEngine Speaking(string apiVersion) => Answering("200 OK", "OK", $"Api-Version: {apiVersion}\r\nServer: Docker/9.9.9 (linux)");

    public static FakeEngine Speaking(string apiVersion, string body) => Answering("200 OK", body, $"Api-Version: {apiVersion}\r\nContent-Type: application/json");

    public static FakeEngine Answering(string status, string body, string header = "X-Nothing: 1") => new(_ => Text(status, body, header));

    public static FakeEngine BreakingOff() => new(_ => "");

    /// <summary>An engine that greets as usual, and answers all else as the test says for the request's first line.</summary>
    public static FakeEngine Playing(string apiVersion, Func<string, (string Status, string Body)> play) => new(request =>
    {
        string line = request.Split('\r')[0];
        (string status, string body) = line.Contains("/_ping", StringComparison.Ordinal) ? ("200 OK", "OK") : play(line);
        return Text(status, body, $"Api-Version: {apiVersion}\r\nContent-Type: application/json");
    });

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Dispose();
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(string status, string body, string header) =>
        $"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private async Task ServeAsync(Func<string, string>? answer)
    {
        var open = new List<Socket>();
        try
        {
            while (true)
            {
                Socket connection = await _listener.AcceptAsync(_closing.Token);
                open.Add(connection);
                if (answer is null)
                    continue;

                byte[] request = new byte[4096];
                int length = await connection.ReceiveAsync(request, _closing.Token);
                string text = Encoding.UTF8.GetString(request, 0, length);
                Requests.Enqueue(text);
                await connection.SendAsync(Encoding.ASCII.GetBytes(answer(text)), _closing.Token);
                connection.Shutdown(SocketShutdown.Both);
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(connection => connection.Dispose());
        }
    }
}
