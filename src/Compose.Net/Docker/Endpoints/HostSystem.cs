using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;

namespace Compose.Net.Docker.Endpoints;

/// <summary>The machine that this program runs on, as far as finding and dialling an engine depends on it.</summary>
internal sealed record HostSystem
{
    private static readonly TimeSpan PipePatience = TimeSpan.FromSeconds(2);

    /// <summary>This machine.</summary>
    public static HostSystem Current { get; } = new()
    {
        IsWindows = OperatingSystem.IsWindows(),
        IsMac = OperatingSystem.IsMacOS(),
        HomeDirectory = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        GetVariable = Environment.GetEnvironmentVariable,
        RunProgram = ProgramRun.RunAsync,
        ReadText = path => File.Exists(path) ? File.ReadAllText(path) : null,
    };

    /// <summary>Whether it speaks Windows: named pipes in place of sockets.</summary>
    public bool IsWindows { get; init; }

    /// <summary>Whether it is a Mac, where engines live in an application.</summary>
    public bool IsMac { get; init; }

    /// <summary>The user's own folder.</summary>
    public required string HomeDirectory { get; init; }

    /// <summary>Returns an environment variable; null where it is not set.</summary>
    public required Func<string, string?> GetVariable { get; init; }

    /// <summary>Returns a file's text; null where there is no such file.</summary>
    public required Func<string, string?> ReadText { get; init; }

    /// <summary>Runs a program of <c>PATH</c> with one argument and a text as its input.</summary>
    public required Func<string, string, string, CancellationToken, Task<ProgramResult>> RunProgram { get; init; }

    /// <summary>Where an engine listens unless somebody said otherwise.</summary>
    public string DefaultEndpoint => IsWindows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

    /// <summary>The way to start an engine, as the end of a message.</summary>
    public string HowToStartAnEngine => IsWindows || IsMac
        ? "Start Docker Desktop or what else brings your engine, or point DOCKER_HOST to another one."
        : "Start it (for example with \"sudo systemctl start docker\"), or point DOCKER_HOST to another engine.";

    /// <summary>Opens a unix socket.</summary>
    public static ValueTask<Stream> DialSocketAsync(string path, CancellationToken cancellationToken) =>
        DialAsync(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), cancellationToken);

    /// <summary>Opens a TCP connection that notices when the other side is gone without a word.</summary>
    public static ValueTask<Stream> DialTcpAsync(DnsEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        return DialAsync(socket, address, cancellationToken);
    }

    /// <summary>Opens a named pipe. One that is not there may come while its server starts; it is waited for a little.</summary>
    /// <exception cref="TimeoutException">There is no such pipe, or its server is busy.</exception>
    public static async ValueTask<Stream> DialPipeAsync(string server, string name, CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(server, name, PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(PipePatience, cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<Stream> DialAsync(Socket socket, EndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
