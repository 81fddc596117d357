using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Tests.Support;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>
/// Two real registries on this machine, one open and one that wants the login bob:secret. The engine must share this machine's loopback,
/// as a private one does; the program comes from tests/engine/registry.sh.
/// </summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    // The password "secret", hashed once with bcrypt.
    private const string Logins = "bob:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compose-net-registry-");
    private readonly List<Process> _processes = [];
    private string? _missing;

    /// <summary>The open registry's host, for example <c>127.0.0.1:41234</c>.</summary>
    public string Open { get; private set; } = "";

    /// <summary>The host of the one that wants a login.</summary>
    public string Locked { get; private set; } = "";

    /// <summary>The host of a registry that nobody runs.</summary>
    public string Dead { get; private set; } = "";

    /// <summary>A folder of this run, which is removed at its end.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Skips the running test aloud where there is no registry; fails it where there must be one (<c>CI=true</c>).</summary>
    public void Require()
    {
        if (_missing is null)
            return;

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", _missing);
        Assert.Fail(_missing);
    }

    public async ValueTask InitializeAsync()
    {
        string script = SourceTree.At("tests/engine/registry.sh");
        using Process? get = File.Exists("/bin/bash") ? Process.Start(new ProcessStartInfo("/bin/bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true }) : null;
        if (get is null)
        {
            _missing = "There is no registry to test with: the script that gets one needs bash.";
            return;
        }

        Task<string> said = get.StandardError.ReadToEndAsync();
        string program = (await get.StandardOutput.ReadToEndAsync()).Trim();
        await get.WaitForExitAsync();
        if (get.ExitCode != 0)
        {
            _missing = $"There is no registry to test with. {(await said).Trim()}";
            return;
        }

        File.WriteAllText(Path.Join(Folder, "htpasswd"), Logins);
        Open = await StartAsync(program, "open", "");
        Locked = await StartAsync(program, "locked", $"auth: {{ htpasswd: {{ realm: tests, path: {Folder}/htpasswd }} }}\n");
        Dead = $"127.0.0.1:{FreePort()}";
    }

    public ValueTask DisposeAsync()
    {
        foreach (Process process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> StartAsync(string program, string name, string more)
    {
        string host = $"127.0.0.1:{FreePort()}";
        string config = Path.Join(Folder, $"{name}.yml");
        await File.WriteAllTextAsync(config, $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{Folder}}/{{name}} } }
            http: { addr: "{{host}}" }

            """ + more);
        Process registry = Process.Start(new ProcessStartInfo(program, ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _processes.Add(registry);

        // It says each "not found" as an error, and would wait once the pipe is full.
        registry.BeginErrorReadLine();
        registry.BeginOutputReadLine();
        using var http = new HttpClient();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://{host}/v2/"));
                return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized ? host : throw new InvalidOperationException($"The registry answers {answer.StatusCode}.");
            }
            catch (HttpRequestException) when (attempt < 200)
            {
                // It has no way to say that it is ready.
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Returns a port of the loopback that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
