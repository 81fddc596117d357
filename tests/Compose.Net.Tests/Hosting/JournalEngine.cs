using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Execution;

namespace Compose.Net.Tests.Hosting;

/// <summary>An engine in memory that writes down what it is asked to do. It can refuse an operation, or never finish it.</summary>
internal sealed class JournalEngine(Journal journal) : EngineStub
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ObservedContainer> _containers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ObservedNetwork> _networks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ObservedVolume> _volumes = new(StringComparer.Ordinal);
    private int _lastPort = 40000;

    public override EngineDescription Description { get; } = new("unix:///run/journal.sock", "1.0", "1.44");

    /// <summary>The operation that is refused, for example <c>StartContainer shop-web-1</c>.</summary>
    public string? Refused { get; init; }

    /// <summary>The operation that is never done.</summary>
    public string? Endless { get; init; }

    /// <summary>The kind of operation that is refused, whatever it is about.</summary>
    public string? RefusedKind { get; init; }

    /// <summary>The kind of operation that is never done.</summary>
    public string? EndlessKind { get; init; }

    /// <summary>What happens when the endless operation is begun.</summary>
    public Action? WhenEndless { get; init; }

    /// <summary>Why an operation is refused, this time; null where it is not.</summary>
    public Func<Operation, Exception?> Refuses { get; init; } = _ => null;

    /// <summary>What every container logged.</summary>
    public ImmutableArray<string> LogLines { get; init; } = [];

    /// <summary>Whether what containers log is kept nowhere.</summary>
    public bool KeepsNoLog { get; init; }

    /// <summary>The exit codes of those that end by themselves, by name; the others never do.</summary>
    public Dictionary<string, int> ExitCodes { get; init; } = [];

    public bool IsDisposed { get; private set; }

    public bool IsEmpty => _containers.Count + _networks.Count + _volumes.Count == 0;

    public Task<ComposeClient> ConnectAsync(ComposeClientOptions options, CancellationToken cancellationToken) => Task.FromResult(new ComposeClient(this, options));

    public override Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(new ObservedState
            {
                Project = project.Name,
                Containers = [.. _containers.Values.Where(container => container.Labels[Labels.Project] == project.Name)],
                Networks = [.. _networks.Values],
                Volumes = [.. _volumes.Values],
                Images = project.Services.Values.Select(service => ImageNames.Of(project, service)).Distinct().ToImmutableSortedDictionary(image => image, image => new ObservedImage("sha256:1"), StringComparer.Ordinal),
            });
        }
    }

    public override Task<ImmutableArray<ObservedNetwork>> ListNetworksAsync(bool onlyUnused, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<ObservedNetwork>>([.. _networks.Values]);
        }
    }

    public override async Task ExecuteAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        string line = $"{operation.GetType().Name} {operation.Subject}";
        journal.Add(line);
        if (line == Endless || operation.GetType().Name == EndlessKind)
        {
            WhenEndless?.Invoke();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Refuses(operation) is { } refusal)
        {
            throw refusal;
        }

        if (line == Refused || operation.GetType().Name == RefusedKind)
        {
            throw new ComposeEngineException("CN0499", $"The engine refused: {line}.");
        }

        lock (_lock)
        {
            Apply(operation);
        }
    }

    public override Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken) =>
        KeepsNoLog ? throw new ComposeEngineException("CN0472", "It keeps no log.") : Task.FromResult(LogLines);

    public override Task<ImmutableArray<ListedContainer>> ListAsync(string? project, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<ListedContainer>>([.. _containers.Values
                .Where(container => project is null || container.Labels[Labels.Project] == project)
                .Select(container => new ListedContainer
                {
                    Id = container.Id,
                    Name = container.Name,
                    Project = container.Labels[Labels.Project],
                    Service = container.Service,
                    Number = container.Number,
                    Image = container.Image,
                    State = container.State,
                    Status = container.State.ToString(),
                    Ports = container.Ports,
                    Labels = container.Labels,
                })]);
        }
    }

    public override Task<ContainerProcesses?> ReadProcessesAsync(ListedContainer container, CancellationToken cancellationToken) =>
        Task.FromResult<ContainerProcesses?>(new ContainerProcesses(container, ["PID", "CMD"], [["7", $"run {container.Service}"]]));

    public override Task<int> WaitForExitAsync(string id, CancellationToken cancellationToken) =>
        ExitCodes.TryGetValue(id, out int code) ? Task.FromResult(code) : Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => 0, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

    public override ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return base.DisposeAsync();
    }

    /// <summary>Adds a network that somebody else made.</summary>
    public void Add(ObservedNetwork network) => _networks[network.Name] = network;

    private void Apply(Operation operation)
    {
        switch (operation)
        {
            case CreateNetwork create:
                _networks[create.Network.Name] = new ObservedNetwork { Id = create.Network.Name, Name = create.Network.Name, Ipam = create.Network.Ipam ?? new IpamDefinition(), Labels = create.Labels };
                break;
            case RemoveNetwork remove:
                _networks.Remove(remove.Name);
                break;
            case CreateVolume create:
                _volumes[create.Volume.Name] = new ObservedVolume { Name = create.Volume.Name, Labels = create.Labels };
                break;
            case RemoveVolume remove:
                _volumes.Remove(remove.Name);
                break;
            case CreateContainer create:
                _containers[create.Container.Name] = Observe(create.Container);
                break;
            case StartContainer start:
                _containers[start.Name] = _containers[start.Name] with { State = ContainerState.Running };
                break;
            case StopContainer stop:
                _containers[stop.Name] = _containers[stop.Name] with { State = ContainerState.Exited };
                break;
            case KillContainer kill:
                _containers[kill.Name] = _containers[kill.Name] with { State = ContainerState.Exited };
                break;
            case PauseContainer pause:
                _containers[pause.Name] = _containers[pause.Name] with { State = ContainerState.Paused };
                break;
            case UnpauseContainer unpause:
                _containers[unpause.Name] = _containers[unpause.Name] with { State = ContainerState.Running };
                break;
            case RemoveContainer remove:
                _containers.Remove(remove.Name);
                break;
        }
    }

    private ObservedContainer Observe(ContainerDefinition container) => new()
    {
        Id = container.Name,
        Name = container.Name,
        Service = container.Service.Name,
        Number = container.Number,
        State = ContainerState.Created,
        Image = container.Service.Image ?? "",
        Labels = container.Labels,
        Ports = [.. container.Service.Ports.Select(port => new ObservedPort(port.Target, port.Protocol, port.HostIp ?? "0.0.0.0", ++_lastPort))],
    };
}
