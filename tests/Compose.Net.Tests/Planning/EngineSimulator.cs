using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Tests.Planning;

/// <summary>An engine in memory that enforces the real one's rules and nothing more. Kept small, so that it is right by reading.</summary>
internal sealed class EngineSimulator(bool multipleEndpoints)
{
    private const string OfContainer = "container:";

    private readonly Dictionary<string, int> _starts = [];
    private readonly Dictionary<string, string[]> _ownVolumes = []; // anonymous volumes that a container was made with
    private readonly HashSet<string> _given = []; // ids of containers that have their files
    private readonly HashSet<string> _warned = []; // ids of containers whose hooks before a stop have run
    private readonly HashSet<string> _prepared = []; // services whose hooks before the first start have run
    private int _ids;
    private int _moments;

    public Dictionary<string, ObservedContainer> Containers { get; } = []; // by id

    /// <summary>The containers that carry a project's label.</summary>
    public IEnumerable<ObservedContainer> Ours => Containers.Values.Where(container => container.Labels.ContainsKey("com.docker.compose.project"));

    public Dictionary<string, ContainerDefinition> Definitions { get; } = []; // by id

    public Dictionary<string, ObservedNetwork> Networks { get; } = []; // by name

    public Dictionary<string, ObservedVolume> Volumes { get; } = []; // by name

    public Dictionary<string, ObservedImage> Images { get; } = []; // by name

    /// <summary>For a sharer of a network namespace, the owner and how often that had started by then.</summary>
    public Dictionary<string, List<(string Owner, int Start)>> Namespaces { get; } = [];

    public bool SharesLiveNamespaces(string id) => Namespaces[id].TrueForAll(entry => Containers.TryGetValue(entry.Owner, out ObservedContainer? container) && container.IsActive && _starts[entry.Owner] == entry.Start);

    public ObservedState Observe(ComposeProject project) => new()
    {
        Project = project.Name,
        Engine = new EngineCapabilities { MultipleEndpointsAtCreate = multipleEndpoints, GatewayPriority = multipleEndpoints, ImageMounts = multipleEndpoints },
        Containers = [.. Ours.OrderBy(container => container.Name, StringComparer.Ordinal)],
        ForeignContainerNames = [.. Containers.Values.Except(Ours).Select(container => container.Name).Order(StringComparer.Ordinal)],
        ForeignContainers = [.. Containers.Values.Except(Ours).OrderBy(container => container.Name, StringComparer.Ordinal)],
        Networks = [.. Networks.Values.Select(network => network with { Endpoints = Active().Where(c => c.Endpoints.ContainsKey(network.Name)).ToImmutableSortedDictionary(c => c.Id, c => c.Name) })],
        Volumes = [.. Volumes.Values],
        NamedContainers = Containers.Values.Where(container => project.Services.Values.Any(service => service.NamedContainers.Contains(container.Name))).ToImmutableSortedDictionary(container => container.Name, container => new NamedContainer(container.Id, container.Name) { MountPlaces = [.. container.VolumesByPlace.Keys] }),
        Images = Images.ToImmutableSortedDictionary(),
    };

    /// <summary>Somebody's hand, or a crash, changes one thing.</summary>
    public void Disturb(Random random)
    {
        ObservedContainer[] containers = [.. Containers.Values.OrderBy(container => container.Id, StringComparer.Ordinal)];
        if (containers.Length == 0)
        {
            return;
        }

        ObservedContainer victim = containers[random.Next(containers.Length)];
        switch (random.Next(7))
        {
            case 0 when victim.State == ContainerState.Running:
                Containers[victim.Id] = victim with { State = ContainerState.Paused };
                break;
            case 1 when victim.IsActive:
                Containers[victim.Id] = victim with { State = ContainerState.Exited, ExitCode = random.Next(2) * 137, Health = ContainerHealth.None, Ports = [] };
                break;
            case 2:
                Containers.Remove(victim.Id);
                break;
            case 3 when !victim.Endpoints.IsEmpty:
                Containers[victim.Id] = victim with { Endpoints = victim.Endpoints.Remove(victim.Endpoints.Keys.ElementAt(random.Next(victim.Endpoints.Count))) };
                break;
            case 4 when Containers.Values.All(container => container.Name != victim.Name + "-x"):
                Containers[victim.Id] = victim with { Name = victim.Name + "-x" };
                break;
            case 5:
                Images.Remove(random.Next(2) == 0 ? "image-a" : "image-b");
                break;
            case 6 when victim.State == ContainerState.Running && SharesLiveNamespaces(victim.Id):
                Begin(victim); // What its restart policy does after its process has ended.
                break;
        }
    }

    /// <summary>Plugs a running container of nobody's project into a network.</summary>
    public ObservedContainer AddForeign(ContainerEndpoint endpoint)
    {
        var foreign = new ObservedContainer { Id = NewId(), Name = "stranger", Service = "", State = ContainerState.Running };
        Containers.Add(foreign.Id, foreign);
        Execute(new ConnectContainer(foreign.Name, endpoint));
        return Containers[foreign.Id];
    }

    /// <summary>What somebody does by hand: the process ends, and no hook is run before.</summary>
    public void Kill(string id) => Containers[id] = Containers[id] with { State = ContainerState.Exited, ExitCode = 137, Health = ContainerHealth.None, Ports = [] };

    /// <summary>What somebody does by hand: a network of the same name and settings under another id. Only where nobody runs on it.</summary>
    public void MakeAgain(string network)
    {
        Must(!Active().Any(container => container.Endpoints.ContainsKey(network)), "the network has active endpoints");
        Networks[network] = Networks[network] with { Id = NewId() };
    }

    /// <summary>An engine on which the project has been brought up.</summary>
    public static EngineSimulator Running(ComposeProject project) => new EngineSimulator(multipleEndpoints: true).Up(project);

    /// <summary>The same beside a container of nobody's project, with a volume, whose mounts the project may take.</summary>
    public static EngineSimulator WithStranger(ComposeProject project, string place, string volume)
    {
        var engine = new EngineSimulator(multipleEndpoints: true);
        var stranger = new ObservedContainer { Id = engine.NewId(), Name = "stranger", Service = "", State = ContainerState.Running, VolumesByPlace = ImmutableSortedDictionary<string, string>.Empty.Add(place, volume), Volumes = [volume] };
        engine.Containers.Add(stranger.Id, stranger);
        engine._ownVolumes[stranger.Id] = [volume];
        engine._starts[stranger.Id] = 1;
        engine.Volumes.Add(volume, new ObservedVolume { Name = volume });
        return engine.Up(project);
    }

    /// <summary>Brings the engine to what the project says.</summary>
    public EngineSimulator Up(ComposeProject project, ReconcileOptions? options = null)
    {
        Run(Reconciler.Reconcile(project, Observe(project), options).Steps);
        return this;
    }

    /// <summary>Carries steps out, one after another.</summary>
    public void Run(IEnumerable<PlanStep> steps)
    {
        foreach (PlanStep step in steps)
        {
            Execute(step.Operation);
        }
    }

    public void Execute(Operation operation)
    {
        switch (operation)
        {
            case CreateNetwork create:
                Must(!Networks.ContainsKey(create.Network.Name), "the network's name is taken");
                Must(!Networks.Values.Any(other => (create.Network.Ipam?.Pools ?? []).Any(pool => other.Ipam.Pools.Any(taken => taken.Subnet == pool.Subnet))), "the pool overlaps");
                Networks.Add(create.Network.Name, new ObservedNetwork { Id = NewId(), Name = create.Network.Name, Driver = create.Network.Driver ?? "bridge", Internal = create.Network.Internal, DriverOptions = create.Network.DriverOptions, Ipam = create.Network.Ipam ?? new IpamDefinition(), Labels = create.Labels });
                break;
            case RemoveNetwork remove:
                Must(Networks.GetValueOrDefault(remove.Name)?.Id == remove.Id, "no such network");
                Must(!Active().Any(container => container.Endpoints.ContainsKey(remove.Name)), "the network has active endpoints");
                Networks.Remove(remove.Name);
                break;
            case CreateVolume create:
                Must(Volumes.TryAdd(create.Volume.Name, new ObservedVolume { Name = create.Volume.Name, Labels = create.Labels, DriverOptions = create.Volume.DriverOptions }), "the volume's name is taken");
                break;
            case RemoveVolume remove:
                Must(!Containers.Values.Any(container => container.Volumes.Contains(remove.Name)), "the volume is in use");
                Volumes.Remove(remove.Name); // What is gone already is as it should be.
                break;
            case PullImage pull:
                Images[pull.Image] = new ObservedImage("sha256:" + pull.Image) { VolumePlaces = pull.Image == "image-b" ? ["/of-image"] : [] };
                break;
            case BuildImage build:
                foreach (string name in build.Build.Tags.Prepend(build.Image))
                {
                    Images[name] = new ObservedImage("sha256:" + build.Image) { Labels = build.Labels };
                }

                break;
            case PushImage push:
                Must(Images.ContainsKey(push.Image), "no such image");
                break;
            case RemoveImage remove:
                Must(Images.Remove(remove.Image), "no such image");
                Must(!Containers.Values.Any(container => container.ImageId == "sha256:" + remove.Image), "the image is in use");
                break;
            case CreateContainer { Container: var wanted }:
                Must(Images.ContainsKey(wanted.Service.Image!), "no such image");
                Must(Containers.Values.All(container => container.Name != wanted.Name), "the container's name is taken");
                Must(multipleEndpoints || wanted.Endpoints.Length <= 1, "one endpoint at create");
                Must(wanted.Endpoints.All(endpoint => Networks.ContainsKey(endpoint.Network)), "no such network");
                Must(wanted.Mounts.OfType<VolumeMount>().All(mount => mount.Source is null || Volumes.ContainsKey(mount.Source)), "no such volume");
                string id = NewId();
                Definitions.Add(id, wanted);
                ImmutableSortedDictionary<string, string> volumes = Mount(id, wanted);
                Containers.Add(id, new ObservedContainer { Id = id, Name = wanted.Name, Service = wanted.Service.Name, Number = wanted.Number, State = ContainerState.Created, ImageId = "sha256:" + wanted.Service.Image, NetworkMode = WithId(wanted.NetworkMode), IpcMode = WithId(wanted.IpcMode ?? ""), PidMode = WithId(wanted.PidMode ?? ""), Labels = wanted.Labels, Volumes = [.. volumes.Values], VolumesByPlace = volumes, AnonymousVolumes = volumes.Where(volume => volume.Value.Length == 64).ToImmutableSortedDictionary(), ImagesByPlace = wanted.Mounts.OfType<ImageMount>().ToImmutableSortedDictionary(mount => mount.Target, mount => Images[mount.Source].Id), Endpoints = (wanted.Endpoints.IsEmpty && Networks.ContainsKey(wanted.NetworkMode) ? [new ContainerEndpoint { Network = wanted.NetworkMode }] : wanted.Endpoints).ToImmutableSortedDictionary(endpoint => endpoint.Network, Endpoint) });
                break;
            case StartContainer start:
                Start(ByName(start.Name));
                break;
            case StopContainer stop:
                Must(Containers[stop.Id].IsActive, "it does not run");
                Must(Containers[stop.Id].State != ContainerState.Running || Definitions[stop.Id].Service.PreStop.IsEmpty || _warned.Remove(stop.Id), "its hooks before a stop have not run");
                End(stop.Id);
                break;
            case KillContainer kill:
                Must(Containers[kill.Id].IsActive, "it does not run");
                if (kill.Signal == "SIGKILL")
                {
                    End(kill.Id);
                }

                break;
            case PauseContainer pause:
                Must(Containers[pause.Id].State == ContainerState.Running, "it does not run");
                Containers[pause.Id] = Containers[pause.Id] with { State = ContainerState.Paused };
                break;
            case UnpauseContainer unpause:
                Must(Containers[unpause.Id].State == ContainerState.Paused, "it is not paused");
                Containers[unpause.Id] = Containers[unpause.Id] with { State = ContainerState.Running };
                break;
            case RemoveContainer remove:
                string gone = Containers.ContainsKey(remove.Id) ? remove.Id : ByName(remove.Id).Id;
                Must(!Containers[gone].IsActive, "it runs");
                Containers.Remove(gone);
                foreach (string volume in remove.RemoveAnonymousVolumes ? _ownVolumes[gone].Where(own => !Containers.Values.Any(other => other.Volumes.Contains(own))) : [])
                {
                    Volumes.Remove(volume); // Not those that it took over: the engine takes these for named ones.
                }

                break;
            case CopyFiles copy:
                Must(copy.Files.All(file => file.Text.Length > 0), "there is nothing to copy");
                _given.Add(ByName(copy.Name).Id);
                break;
            case RunHook hook:
                ObservedContainer? inside = hook.Id is null ? ByName(hook.Name) : Containers.GetValueOrDefault(hook.Id);
                Must(inside?.State == ContainerState.Running, "it does not run");
                _warned.Add(inside!.Id);
                break;
            case RenameContainer rename:
                Must(Containers.Values.All(container => container.Name != rename.NewName), "the container's name is taken");
                Change(rename.Name, container => container with { Name = rename.NewName });
                break;
            case ConnectContainer connect:
                Must(Networks.ContainsKey(connect.Endpoint.Network), "no such network");
                Must(!ByName(connect.Container).Endpoints.ContainsKey(connect.Endpoint.Network), "it is connected already");
                Must(!ByName(connect.Container).IsActive || AddressIsFree(ByName(connect.Container).Id, connect.Endpoint.Network, connect.Endpoint.Ipv4Address), "the address is taken");
                Change(connect.Container, container => container with { Endpoints = container.Endpoints.SetItem(connect.Endpoint.Network, Endpoint(connect.Endpoint)) });
                break;
            case DisconnectContainer disconnect:
                Must(ByName(disconnect.Container).Endpoints.ContainsKey(disconnect.Network), "it is not connected");
                Change(disconnect.Container, container => container with { Endpoints = container.Endpoints.Remove(disconnect.Network) });
                break;
            case WaitUntilHealthy wait:
                Must(ByName(wait.Name).State == ContainerState.Running, "it does not run");
                Change(wait.Name, container => container with { Health = ContainerHealth.Healthy });
                break;
            case WaitUntilCompleted wait:
                if (ByName(wait.Name) is { Number: 0, Service: var prepared })
                {
                    _prepared.Add(prepared);
                }

                Change(wait.Name, container => container with { State = ContainerState.Exited, ExitCode = 0, Ports = [] });
                break;
            case WaitUntilReady wait:
                Must(ByName(wait.Name).State == ContainerState.Running, "it does not run");
                break;
            default:
                throw new NotSupportedException(operation.ToString());
        }
    }

    // By place: its own first, then those of other containers, of which the last counts, then what its image asks for.
    private ImmutableSortedDictionary<string, string> Mount(string id, ContainerDefinition wanted)
    {
        var made = new List<string>();
        var volumes = wanted.Mounts.OfType<VolumeMount>().ToDictionary(mount => mount.Target, mount => mount.Source ?? Made());
        foreach (ObservedContainer source in wanted.VolumesFrom.Select(source => ByName(source.Split(':')[0])).Reverse())
        {
            foreach ((string place, string volume) in source.VolumesByPlace.Where(entry => wanted.Mounts.All(mount => mount.Target != entry.Key) && volumes.TryAdd(entry.Key, entry.Value)))
            {
                made.AddRange(_ownVolumes[source.Id].Where(own => own == volume));
            }
        }

        foreach (string place in (Images[wanted.Service.Image!].VolumePlaces ?? []).Where(place => !volumes.ContainsKey(place)))
        {
            volumes.Add(place, Made());
        }

        _ownVolumes[id] = [.. made];
        return volumes.ToImmutableSortedDictionary();

        string Made()
        {
            string volume = NewId();
            Volumes.Add(volume, new ObservedVolume { Name = volume });
            made.Add(volume);
            return volume;
        }
    }

    private void End(string id)
    {
        Containers[id] = Containers[id] with { State = ContainerState.Exited, ExitCode = 137, Health = ContainerHealth.None, Ports = [] };
        if (!Active().Any(other => other.Service == Containers[id].Service))
        {
            _prepared.Remove(Containers[id].Service);
        }
    }

    private void Start(ObservedContainer container)
    {
        Must(!container.IsActive, "it runs already");
        Must(Definitions[container.Id].Service.Secrets.IsEmpty || _given.Contains(container.Id), "its secret is not there");
        Must(Definitions[container.Id].Service.PreStart.IsEmpty || Containers.Values.Any(other => other.IsActive && other.Service == container.Service) || _prepared.Contains(container.Service), "the hooks before the first start have not run");
        _warned.Remove(container.Id);
        Must(container.Endpoints.All(entry => Networks.TryGetValue(entry.Key, out ObservedNetwork? network) && network.Id == entry.Value.NetworkId), "the network is gone");
        Must(container.Endpoints.All(entry => AddressIsFree(container.Id, entry.Key, entry.Value.Ipv4Address)), "the address is taken");
        ObservedPort[] ports = [.. Definitions[container.Id].Service.Ports.Select(port => new ObservedPort(port.Target, port.Protocol, "0.0.0.0", int.Parse(port.Published!, null)))];
        Must(!Active().Any(other => other.Ports.Any(port => ports.Any(mine => mine.HostPort == port.HostPort))), "the port is taken");
        Namespaces[container.Id] = [];
        foreach (string mode in new[] { container.NetworkMode, container.IpcMode, container.PidMode }.Where(mode => mode.StartsWith(OfContainer, StringComparison.Ordinal)))
        {
            string owner = mode[OfContainer.Length..];
            Must(Containers.TryGetValue(owner, out ObservedContainer? shared) && shared.IsActive, "the owner of a namespace does not run");
            Namespaces[container.Id].Add((owner, _starts[owner]));
        }

        Begin(container with { Ports = [.. ports] });
    }

    private void Begin(ObservedContainer container)
    {
        _starts[container.Id] = _starts.GetValueOrDefault(container.Id) + 1;
        Containers[container.Id] = container with { State = ContainerState.Running, Health = ContainerHealth.Starting, ExitCode = 0, StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(++_moments) };
    }

    // The engine keeps the id of a container that it is given by name or id.
    private string WithId(string mode) => mode.StartsWith(OfContainer, StringComparison.Ordinal) && !Containers.ContainsKey(mode[OfContainer.Length..])
        ? OfContainer + ByName(mode[OfContainer.Length..]).Id
        : mode;

    private bool AddressIsFree(string id, string network, string? address) =>
        address is null || !Active().Any(other => other.Id != id && other.Endpoints.TryGetValue(network, out ObservedEndpoint? endpoint) && endpoint.Ipv4Address == address);

    private ObservedEndpoint Endpoint(ContainerEndpoint endpoint) =>
        new()
        {
            NetworkId = Networks[endpoint.Network].Id,
            Aliases = endpoint.Aliases,
            Ipv4Address = endpoint.Ipv4Address,
            LinkLocalAddresses = endpoint.LinkLocalAddresses,
            DriverOptions = endpoint.DriverOptions,
            GatewayPriority = multipleEndpoints ? endpoint.GatewayPriority : 0,
        };

    private IEnumerable<ObservedContainer> Active() => Containers.Values.Where(container => container.IsActive);

    private ObservedContainer ByName(string name) =>
        Containers.Values.SingleOrDefault(container => container.Name == name) ?? throw new InvalidOperationException($"No container \"{name}\".");

    private void Change(string name, Func<ObservedContainer, ObservedContainer> change) => Containers[ByName(name).Id] = change(ByName(name));

    private string NewId() => (++_ids).ToString("x12", null) + new string('0', 52);

    private static void Must(bool rule, string otherwise)
    {
        if (!rule)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
