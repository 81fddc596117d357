using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>Two hosts with engines of the version under test, the first a swarm's manager and the second its worker. Starting them needs root and Debian.</summary>
public sealed class SwarmHosts(EngineFixture engine) : IAsyncLifetime
{
    private static readonly string Self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private readonly string _folder = $"/tmp/cnh-{Self}";
    private bool _started;

    /// <summary>The manager's endpoint.</summary>
    public string Manager => $"unix://{_folder}/1/docker.sock";

    /// <summary>The worker's endpoint.</summary>
    public string Worker => $"unix://{_folder}/2/docker.sock";

    /// <summary>Skips the running test aloud where hosts cannot be started.</summary>
    public void Require()
    {
        engine.Require();
        Assert.SkipUnless(_started, "Hosts with engines of their own can only be started as root on Debian or Ubuntu.");
    }

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get") || engine.Endpoint.Length == 0)
            return;

        string image = $"{_folder}.tar";
        try
        {
            await engine.Docker.RunAsync("save", "--output", image, "busybox:latest");
            _started = true;
            await RunAsync(["up", "2"], ("ENGINE_IMAGE", image), ("HOSTS_OWNER", Self));
        }
        finally
        {
            File.Delete(image);
        }

        var manager = new Witness(Manager);
        await manager.RunAsync("swarm", "init", "--advertise-addr", "10.77.0.1");
        await new Witness(Worker).RunAsync("swarm", "join", "--token", await manager.RunAsync("swarm", "join-token", "--quiet", "worker"), "10.77.0.1:2377");
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await RunAsync(["down"]);
    }

    private Task<string> RunAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        EngineScript.RunAsync("hosts.sh", arguments, [("HOSTS_DIR", _folder), .. environment]);
}
