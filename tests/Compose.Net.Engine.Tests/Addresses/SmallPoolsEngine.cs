using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using Xunit;

namespace Compose.Net.Engine.Tests.Addresses;

/// <summary>A second engine, with the address pools that an engine has by itself, in a network namespace of its own. Starting it needs root and Debian.</summary>
public sealed class SmallPoolsEngine : IAsyncLifetime
{
    private readonly string _folder = string.Create(CultureInfo.InvariantCulture, $"/tmp/cnp-{Environment.ProcessId}");
    private readonly string _namespace = string.Create(CultureInfo.InvariantCulture, $"cnp-{Environment.ProcessId}");
    private string? _missing;

    public string Endpoint => $"unix://{_folder}/docker.sock";

    /// <summary>The docker command, pointed at this engine.</summary>
    public Witness Docker => new(Endpoint);

    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>The routes of the namespace that the engine runs in, in CIDR form.</summary>
    public async Task<string[]> RoutesAsync() =>
        [.. (await RunAsync("ip", "-n", _namespace, "route")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Where(route => route.Contains('/'))];

    /// <summary>Runs the tool where the engine runs, so that both see the same routes. The file comes over standard input.</summary>
    public Task<(int ExitCode, string Error)> ToolAsync(string yaml, params string[] arguments) => ToolProcess.RunInAsync(_namespace, Endpoint, yaml, arguments);

    /// <summary>Puts an interface and a route through it into the engine's namespace, as a VPN does, until it is disposed.</summary>
    public async Task<IAsyncDisposable> RouteAsync(string subnet, string through)
    {
        await RunAsync("ip", "-n", _namespace, "link", "add", through, "type", "bridge");
        var route = new Route(_namespace, through);
        await RunAsync("ip", "-n", _namespace, "link", "set", through, "up");
        await RunAsync("ip", "-n", _namespace, "route", "add", subnet, "dev", through);
        return route;
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await ScriptAsync("up");
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception && !Environment.IsPrivilegedProcess)
        {
            _missing = $"A second engine cannot be started: {exception.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_missing is null && Directory.Exists(_folder))
        {
            await ScriptAsync("purge");
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<string> ScriptAsync(string verb) =>
        EngineScript.RunAsync("engine-up.sh", [verb], ("ENGINE_DIR", _folder), ("ENGINE_NETNS", _namespace), ("ENGINE_POOLS", "default"), ("ENGINE_IMAGE", "none"));

    private static Task<string> RunAsync(string program, params string[] arguments) => EngineScript.RunProgramAsync(program, arguments);

    private sealed class Route(string networkNamespace, string through) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await RunAsync("ip", "-n", networkNamespace, "link", "delete", through);
    }
}
