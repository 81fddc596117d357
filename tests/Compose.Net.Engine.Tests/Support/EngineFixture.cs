using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compose.Net.Engine.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Compose.Net.Engine.Tests.Support;

/// <summary>
/// The engine under test, one for the whole run: found as the docker command finds it. It hands out project names and removes,
/// by label, whatever the projects of this run, and of earlier runs that were killed, left behind.
/// </summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private const string ProjectLabel = "com.docker.compose.project";

    // The name of the machine keeps apart runs that share an engine, the process id keeps apart the runs of one machine.
    private static readonly string MachinePrefix =
        $"cnt-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)))[..4]}-";

    private readonly ConcurrentBag<string> _projects = [];
    private int _count;
    private int _subnets;
    private string? _missing;

    /// <summary>The engine's endpoint, for example <c>unix:///var/run/docker.sock</c>.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>The newest API version that the engine speaks.</summary>
    public Version ApiVersion { get; private set; } = new(0, 0);

    /// <summary>The docker command, pointed at the same engine.</summary>
    public Witness Docker { get; private set; } = new(null);

    /// <summary>Skips the running test aloud where there is no engine; fails it where there must be one (<c>CI=true</c>).</summary>
    public void Require()
    {
        if (_missing is null)
            return;

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", _missing);
        Assert.Fail(_missing);
    }

    /// <summary>Returns a project name that nobody else uses. All that carries it as its label is removed at the end of the run.</summary>
    public string NewProjectName(string hint = "p")
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{MachinePrefix}{Environment.ProcessId}-{hint}{Interlocked.Increment(ref _count)}");
        _projects.Add(name);
        return name;
    }

    /// <summary>Returns the first three numbers of a /24 subnet that no other test uses, for example <c>10.137.4</c>.</summary>
    public string NewSubnet() =>
        string.Create(CultureInfo.InvariantCulture, $"10.{100 + (Environment.ProcessId % 100)}.{Interlocked.Increment(ref _subnets) % 256}");

    /// <summary>Removes everything that carries a project's label, of all of them: containers first, as they may be on each other's networks.</summary>
    public Task RemoveProjectsAsync(IReadOnlyCollection<string> projects) => RemoveAsync(projects.Contains);

    public async ValueTask InitializeAsync()
    {
        CliResult context = await Docker.TryRunAsync("context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
        CliResult version = await Docker.TryRunAsync("version", "--format", "{{.Server.APIVersion}}");
        if (context.ExitCode != 0 || version.ExitCode != 0)
        {
            _missing = $"There is no Docker Engine to test with: {(context.Error + version.Error).Trim()} "
                + "Start one, or point DOCKER_HOST to one.";
            return;
        }

        Endpoint = context.Output.Trim();
        ApiVersion = Version.Parse(version.Output.Trim());
        Docker = new Witness(Endpoint);
        await RemoveAsync(IsLeftover);
    }

    public async ValueTask DisposeAsync()
    {
        if (_missing is null)
            await RemoveAsync(_projects.ToHashSet(StringComparer.Ordinal).Contains);
    }

    private static bool IsLeftover(string project)
    {
        if (!project.StartsWith(MachinePrefix, StringComparison.Ordinal))
            return false;

        string digits = project[MachinePrefix.Length..].Split('-')[0];
        return int.TryParse(digits, CultureInfo.InvariantCulture, out int id) && !IsAlive(id);
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task RemoveAsync(Func<string, bool> wanted)
    {
        await RemoveAsync(wanted, await ListAsync("ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.Label \"" + ProjectLabel + "\"}}"), ["rm", "-fv"]);
        await RemoveAsync(wanted, await ListAsync("network", "ls", "--no-trunc", "--format", "{{.ID}} {{.Label \"" + ProjectLabel + "\"}}"), ["network", "rm"]);
        await RemoveAsync(wanted, await ListAsync("volume", "ls", "--format", "{{.Name}} {{.Label \"" + ProjectLabel + "\"}}"), ["volume", "rm"]);
        await RemoveAsync(wanted, await ListImagesAsync(), ["rmi", "-f"]);
    }

    private Task<string[]> ListAsync(params string[] list) => Docker.ListAsync([.. list, "--filter", "label=" + ProjectLabel]);

    // No list of images tells labels. One that went meanwhile is left out of what is printed.
    private async Task<string[]> ListImagesAsync()
    {
        string[] ids = [.. (await ListAsync("image", "ls", "-q", "--no-trunc")).Distinct()];
        return ids.Length == 0 ? [] : (await Docker.TryRunAsync(["image", "inspect", "--format", "{{.Id}} {{index .Config.Labels \"" + ProjectLabel + "\"}}", .. ids])).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task RemoveAsync(Func<string, bool> wanted, string[] lines, string[] remove)
    {
        string[] found = [.. from line in lines
                             let parts = line.Split(' ', 2)
                             where parts.Length == 2 && wanted(parts[1])
                             select parts[0]];
        if (found.Length > 0)
            await Docker.TryRunAsync([.. remove, .. found]);
    }
}
