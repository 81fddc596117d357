using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Compose.Net.Benchmarks;

/// <summary>
/// The engine's floor under a first up and a down of <see cref="BigProject"/>: the same calls, as many at a time and in the same order, with
/// bodies made before, and nothing else: no process to start, no file to read, no plan, no events.
/// </summary>
internal sealed class Floor : IDisposable
{
    private const string Project = "compose-net-bench-floor";
    private const int AtOnce = 16;

    // What tells the engine from others, for the lock of the project.
    private static readonly string HostNetwork = "networks?filters=" + Uri.EscapeDataString("""{"driver":["host"]}""");

    private readonly EngineCalls _engine;
    private readonly int _services;
    private readonly int _networks;
    private readonly bool _severalEndpoints;

    public Floor(string endpoint, int services, int networks)
    {
        (_services, _networks) = (services, networks);
        _engine = new EngineCalls(endpoint);
        using JsonDocument version = JsonDocument.Parse(_engine.GetAsync("version").GetAwaiter().GetResult());
        _severalEndpoints = Version.Parse(version.RootElement.GetProperty("ApiVersion").GetString()!) >= new Version(1, 44);
    }

    /// <summary>Brings the stack up and returns how long that took.</summary>
    public async Task<Sample> UpAsync()
    {
        string[] networks = [.. Enumerable.Range(0, _networks).Select(NetworkBody)];
        string[] containers = [.. Enumerable.Range(0, _services).Select(ContainerBody)];
        long began = Stopwatch.GetTimestamp();

        await _engine.GetAsync("_ping");
        await _engine.GetAsync(HostNetwork);
        await Task.WhenAll(_engine.GetAsync("containers/json?all=1"), _engine.GetAsync("networks"), _engine.GetAsync("volumes"), _engine.GetAsync("images/busybox/json"));
        using var slots = new SemaphoreSlim(AtOnce);
        Task[] created = [.. networks.Select(body => InSlotAsync(slots, () => _engine.PostAsync("networks/create", body)))];
        var started = new List<Task>();
        for (int i = 0; i < _services; i++)
        {
            started.Add(StartAsync(i, containers[i], [created[i % _networks], created[(i + 1) % _networks]], i < BigProject.Independent ? Task.CompletedTask : started[i - BigProject.Independent], slots));
        }

        await Task.WhenAll(started);
        return new Sample(Stopwatch.GetElapsedTime(began), null);
    }

    /// <summary>Takes the stack down and returns how long that took.</summary>
    public async Task<Sample> DownAsync()
    {
        long began = Stopwatch.GetTimestamp();

        await _engine.GetAsync("_ping");
        await _engine.GetAsync(HostNetwork);
        await Task.WhenAll(_engine.GetAsync("containers/json?all=1"), _engine.GetAsync("networks"), _engine.GetAsync("volumes"));
        using var slots = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(Enumerable.Range(0, _services).Select(i => InSlotAsync(slots, () => _engine.GetAsync($"containers/{ContainerName(i)}/json"))));
        var stopped = new Task[_services];
        var removed = new Task[_services];
        for (int i = _services - 1; i >= 0; i--)
        {
            stopped[i] = StopAsync(i, i + BigProject.Independent < _services ? stopped[i + BigProject.Independent] : Task.CompletedTask, slots);
            removed[i] = DeleteAsync(stopped[i], $"containers/{ContainerName(i)}?v=1", slots);
        }

        await Task.WhenAll(Enumerable.Range(0, _networks).Select(network =>
            DeleteAsync(Task.WhenAll(removed.Where((_, i) => i % _networks == network || (i + 1) % _networks == network)), $"networks/{NetworkName(network)}", slots)));
        return new Sample(Stopwatch.GetElapsedTime(began), null);
    }

    /// <summary>Removes all that is left of it.</summary>
    public async Task RemoveAsync()
    {
        string filter = Uri.EscapeDataString($$"""{"label":["com.docker.compose.project={{Project}}"]}""");
        await Task.WhenAll((await _engine.IdsAsync($"containers/json?all=1&filters={filter}")).Select(id => _engine.DeleteAsync($"containers/{id}?force=1&v=1")));
        await Task.WhenAll((await _engine.IdsAsync($"networks?filters={filter}")).Select(id => _engine.DeleteAsync($"networks/{id}")));
    }

    public void Dispose() => _engine.Dispose();

    private async Task StartAsync(int service, string body, Task[] networks, Task dependency, SemaphoreSlim slots)
    {
        await Task.WhenAll(networks);
        await InSlotAsync(slots, () => _engine.PostAsync($"containers/create?name={ContainerName(service)}", body));
        if (!_severalEndpoints)
        {
            string connect = $$$"""{"Container":"{{{ContainerName(service)}}}","EndpointConfig":{"Aliases":["{{{ContainerName(service)}}}","s{{{Text(service)}}}"]}}""";
            await InSlotAsync(slots, () => _engine.PostAsync($"networks/{NetworkName(SecondOf(service))}/connect", connect));
        }

        await dependency;
        await InSlotAsync(slots, () => _engine.PostAsync($"containers/{ContainerName(service)}/start", ""));
    }

    private async Task StopAsync(int service, Task dependent, SemaphoreSlim slots)
    {
        await dependent;
        await InSlotAsync(slots, () => _engine.PostAsync($"containers/{ContainerName(service)}/stop", ""));
    }

    private async Task DeleteAsync(Task before, string path, SemaphoreSlim slots)
    {
        await before;
        await InSlotAsync(slots, () => _engine.DeleteAsync(path));
    }

    private string ContainerBody(int service)
    {
        string[] on = [NetworkName(FirstOf(service)), .. _severalEndpoints ? [NetworkName(SecondOf(service))] : Array.Empty<string>()];
        string endpoints = string.Join(',', on.Select(network => $$"""
            "{{network}}":{"Aliases":["{{ContainerName(service)}}","s{{Text(service)}}"]}
            """));
        return $$$"""
            {"Image":"busybox","Cmd":["sh","-c","trap 'exit 0' TERM; sleep 100000 & wait"],"Env":["NUMBER={{{Text(service)}}}"],
             "Labels":{"com.docker.compose.project":"{{{Project}}}","com.docker.compose.service":"s{{{Text(service)}}}"},
             "HostConfig":{"NetworkMode":"{{{on[0]}}}"},"NetworkingConfig":{"EndpointsConfig": { {{{endpoints}}} } } }
            """;
    }

    private static string NetworkBody(int network) => $$$"""
        {"Name":"{{{NetworkName(network)}}}","CheckDuplicate":true,"Driver":"bridge","Labels":{"com.docker.compose.project":"{{{Project}}}"}}
        """;

    // The lower key first, as the planner has it.
    private int FirstOf(int service) => Math.Min(service % _networks, (service + 1) % _networks);

    private int SecondOf(int service) => Math.Max(service % _networks, (service + 1) % _networks);

    private static string NetworkName(int network) => $"{Project}_n{Text(network)}";

    private static string ContainerName(int service) => $"{Project}-s{Text(service)}-1";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task InSlotAsync(SemaphoreSlim slots, Func<Task> call)
    {
        await slots.WaitAsync();
        try
        {
            await call();
        }
        finally
        {
            slots.Release();
        }
    }
}
