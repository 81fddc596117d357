using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>An engine of the test's own, which it may kill: of the same version as the one under test, in a network namespace of its own.</summary>
internal sealed class PrivateEngine : IAsyncDisposable
{
    private readonly string _folder = $"/tmp/cn-restart-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";

    public string Endpoint => $"unix://{_folder}/docker.sock";

    private string Image => Path.Join(_folder, "busybox.tar");

    /// <summary>Starts one with the image busybox of another; skips the running test aloud where that is not possible.</summary>
    public static async Task<PrivateEngine> StartAsync(Witness other)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"), "An engine can only be started as root on Debian or Ubuntu.");
        var engine = new PrivateEngine();
        try
        {
            Directory.CreateDirectory(engine._folder);
            await other.RunAsync("save", "--output", engine.Image, "busybox:latest");
            await engine.StartAgainAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it without a warning, as a crash does. What runs on it goes on without it.</summary>
    public async Task CrashAsync()
    {
        using Process engine = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync($"{_folder}/docker.pid"), CultureInfo.InvariantCulture));
        engine.Kill();
        await engine.WaitForExitAsync();
    }

    /// <summary>Returns when it answers.</summary>
    public Task StartAgainAsync() => RunAsync("up");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("purge");
        Directory.Delete(_folder, recursive: true);
    }

    private Task<string> RunAsync(string verb) =>
        EngineScript.RunAsync("engine-up.sh", [verb], ("ENGINE_DIR", _folder), ("ENGINE_NETNS", Path.GetFileName(_folder)), ("ENGINE_IMAGE", Image));
}
