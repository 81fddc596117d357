using System.Collections.Immutable;
using Compose.Net.Docker.Calls;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Listing;
using Compose.Net.Docker.Namespaces;
using Compose.Net.Docker.Streams;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker;

/// <summary>A Docker Engine, over its API. Thread-safe.</summary>
internal sealed partial class DockerEngine : IEngine
{
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(15);

    private readonly bool _isPodman;
    private readonly PooledTransport _transport;
    private readonly DockerClient _client;
    private readonly EngineHttp _http;
    private readonly EngineCalls _calls;
    private readonly TimeProvider _time;
    private readonly EventFeed _events;
    private readonly ContainerWait _wait;
    private readonly EngineSurroundings _surroundings;
    private readonly Observer _observer;
    private readonly ContainerCalls _containers;
    private readonly NetworkCalls _networks;
    private readonly VolumeCalls _volumes;
    private readonly ImageCalls _images;
    private readonly BuildCalls _builds;
    private readonly ExecCalls _commands;
    private readonly OutputCalls _output;
    private readonly HookCalls _hooks;
    private readonly CopyCalls _copies;
    private readonly ListCalls _lists;

    private DockerEngine(PooledTransport transport, EngineGreeting greeting, ConnectionFailure connection, HostSystem host, TimeProvider time)
    {
        Version api = greeting.ApiVersion;
        EngineCapabilities capabilities = EngineCapabilityTable.For(api);
        bool isLocal = transport.Endpoint.Scheme == EndpointScheme.Unix && OperatingSystem.IsLinux();
        Capabilities = capabilities;
        Description = new EngineDescription(transport.Endpoint.Text, greeting.EngineVersion, api.ToString());

        _isPodman = greeting.IsPodman;
        _transport = transport;
        _time = time;
        _client = new DockerClientBuilder<EngineEndpoint>(transport, transport.Endpoint)
            .WithEndpoint(transport.Endpoint.BaseAddress)
            .WithApiVersion(api)
            .WithTimeout(Timeout.InfiniteTimeSpan)
            .Build();
        _calls = new EngineCalls(connection, time, new CulpritFinder(_client, isLocal).FindAsync);
        _http = new EngineHttp(transport, api.ToString());
        _events = new EventFeed(_http, time);
        _wait = new ContainerWait(_client, _events, time);
        _surroundings = new EngineSurroundings(_client, _http, host, transport.Endpoint);
        _observer = new Observer(_client, _http, _calls, capabilities, _surroundings, isLocal, time);
        var config = new DockerConfigDirectory(host);
        var proxies = new ProxyVariables(config, transport.Endpoint.Text);
        _containers = new ContainerCalls(_client, _http, _wait, capabilities, proxies);
        _networks = new NetworkCalls(_client, _http, capabilities, time);
        _volumes = new VolumeCalls(_client);
        var logins = new RegistryLogins(host, config);
        _images = new ImageCalls(_client, logins);
        _builds = new BuildCalls(_client, _http, logins, proxies);
        _commands = new ExecCalls(transport.Endpoint, api.ToString(), _http, _calls, _wait, time);
        _output = new OutputCalls(_client, _http, _commands);
        _hooks = new HookCalls(_client, _output);
        _copies = new CopyCalls(_client);
        _lists = new ListCalls(_client);
    }

    public EngineDescription Description { get; }

    public EngineCapabilities Capabilities { get; }

    /// <summary>Connects to an engine and agrees with it on an API version.</summary>
    /// <param name="endpoint">Where it is; null finds it as the docker command does.</param>
    /// <param name="time">The clock for limits and pauses.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    /// <exception cref="ComposeEngineException">The engine cannot be reached, or is too old.</exception>
    public static Task<DockerEngine> ConnectAsync(string? endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        ConnectAsync(endpoint, HostSystem.Current, time, cancellationToken);

    internal static async Task<DockerEngine> ConnectAsync(string? endpoint, HostSystem host, TimeProvider time, CancellationToken cancellationToken)
    {
        EngineEndpoint resolved = new EndpointResolver(host).Resolve(endpoint);
        var connection = new ConnectionFailure(resolved, host);
        var transport = new PooledTransport(resolved);
        try
        {
            string? wanted = host.GetVariable("DOCKER_API_VERSION");
            using var calls = new EngineCalls(connection, time);
            using var http = new EngineHttp(transport);
            EngineGreeting greeting = await calls.AskAsync(
                "No connection to an engine",
                token => EngineGreeting.ReadAsync(http, wanted, connection.Place, token),
                GreetingLimit,
                cancellationToken).ConfigureAwait(false);
            return new DockerEngine(transport, greeting, connection, host, time);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    // Podman makes up another id with every answer.
    public async Task<string?> ReadIdentityAsync(CancellationToken cancellationToken) => _isPodman
        ? Description.Endpoint
        : await _calls.AskAsync("The engine's id, which keeps two writers apart, could not be read", _surroundings.ReadIdentityAsync, cancellationToken).ConfigureAwait(false) ?? Description.Endpoint;

    public Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken) =>
        _observer.ObserveAsync(project, cancellationToken);

    public Task<ImmutableSortedDictionary<string, ObservedImage>> ReadImagesAsync(ImmutableArray<string> references, CancellationToken cancellationToken) =>
        _calls.AskAsync("The images could not be read", token => _observer.ReadImagesAsync(references, token), cancellationToken);

    public Task ExecuteAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken) =>
        _calls.ChangeAsync(operation, token => CallAsync(operation, progress, token), cancellationToken);

    public Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken) =>
        _calls.AskAsync($"The log of container \"{container}\" could not be read", token => _output.ReadLastLogLinesAsync(container, count, token), cancellationToken);

    public Task<CommandResult> RunInContainerAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken) =>
        _calls.RunAsync($"A command could not be run in container \"{container}\"", operation: null, token => _output.RunAsync(container, command, token), cancellationToken);

    public Task<INetworkNamespace?> EnterNetworkAsync(string container, CancellationToken cancellationToken) => _calls.AskAsync(
        $"Container \"{container}\" could not be looked at",
        async token =>
        {
            // Only behind a socket of this machine can its processes be ours to look at.
            if (_transport.Endpoint.Scheme != EndpointScheme.Unix)
            {
                return null;
            }

            Wire.ContainerInspectResponse found = await _client.Containers.InspectContainerAsync(container, token).ConfigureAwait(false);
            return NamespaceFile.Open(found.State?.Pid ?? 0, found.ID) is { } file ? new NetworkNamespace(file, _time) : (INetworkNamespace?)null;
        },
        cancellationToken);

    public Task<ImmutableArray<ObservedNetwork>> ListNetworksAsync(bool onlyUnused, CancellationToken cancellationToken) =>
        _calls.AskAsync("The networks could not be listed", token => _networks.ListAsync(onlyUnused, token), cancellationToken);

    public Task<ObservedNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        _calls.AskAsync($"Network \"{id}\" could not be looked at", token => _networks.InspectAsync(id, token), cancellationToken);

    public Task<string> ReadNetworkJsonAsync(string id, bool verbose, CancellationToken cancellationToken) =>
        _calls.AskAsync($"Network \"{id}\" could not be looked at", token => _networks.ReadJsonAsync(id, verbose, token), cancellationToken);

    public Task<ImmutableArray<string>> PruneNetworksAsync(NetworkPruneFilter filter, CancellationToken cancellationToken) =>
        _calls.RunAsync("Unused networks could not be removed", operation: null, token => _networks.PruneAsync(filter, token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _events.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
        _client.Dispose();
        _transport.Dispose();
    }

    private Task CallAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken) => operation switch
    {
        PullImage o => _images.PullAsync(o, progress, cancellationToken),
        PushImage o => _images.PushAsync(o, progress, cancellationToken),
        BuildImage o => _builds.BuildAsync(o, progress, cancellationToken),
        RemoveImage o => _images.RemoveAsync(o, cancellationToken),
        CreateNetwork o => _networks.CreateAsync(o, cancellationToken),
        RemoveNetwork o => _networks.RemoveAsync(o, cancellationToken),
        ConnectContainer o => _networks.ConnectAsync(o, cancellationToken),
        DisconnectContainer o => _networks.DisconnectAsync(o, cancellationToken),
        CreateVolume o => _volumes.CreateAsync(o, cancellationToken),
        RemoveVolume o => _volumes.RemoveAsync(o, cancellationToken),
        CreateContainer o => _containers.CreateAsync(o, cancellationToken),
        StartContainer o => _containers.StartAsync(o, cancellationToken),
        CopyFiles o => _copies.CopyAsync(o, cancellationToken),
        RunHook o => _hooks.RunAsync(o, cancellationToken),
        StopContainer o => _containers.StopAsync(o, cancellationToken),
        KillContainer o => _containers.KillAsync(o, cancellationToken),
        PauseContainer o => _containers.PauseAsync(o, cancellationToken),
        UnpauseContainer o => _containers.UnpauseAsync(o, cancellationToken),
        RenameContainer o => _containers.RenameAsync(o, cancellationToken),
        RemoveContainer o => _containers.RemoveAsync(o, cancellationToken),
        WaitUntilHealthy o => _wait.UntilAsync(o.Name, WaitRules.Healthy, o.Within, progress, cancellationToken),
        WaitUntilCompleted o => _wait.UntilAsync(o.Name, WaitRules.Completed, o.Within, progress, cancellationToken),
        WaitUntilReady o => _wait.UntilAsync(o.Name, WaitRules.Ready, o.Within, progress, cancellationToken),
        _ => throw new ArgumentException($"{operation.GetType().Name} is not an operation of this engine.", nameof(operation)),
    };
}
