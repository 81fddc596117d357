using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Tests.Planning;

/// <summary>Draws projects from a small world of names, ports and addresses, so that two of them collide often.</summary>
internal static class RandomProject
{
    private static readonly HookDefinition Hook = new() { Command = ["true"] };
    private static readonly string[] Subnets = ["10.90.1.0/24", "10.90.2.0/24", "10.90.3.0/24"];

    public static ComposeProject Draw(Random random, int size)
    {
        ImmutableSortedDictionary<string, NetworkDefinition> networks = Networks(random);
        string[] volumes = [.. Pick(random, ["v1", "v2", "v3"])];
        var ports = new Queue<string>(Shuffled(random, ["8001", "8002", "8003", "8004"]));
        var fixedNames = new Queue<string>(Shuffled(random, ["fixed-a", "fixed-b"]));
        var addresses = networks.Keys.ToDictionary(key => key, _ => new Queue<int>(Shuffled(random, [10, 11, 12])));
        var services = new List<ServiceDefinition>();
        foreach (string name in Shuffled(random, ["s1", "s2", "s3", "s4", "s5", "s6"]).Take(size))
        {
            services.Add(Service(random, name, services, networks, volumes, ports, fixedNames, addresses));
        }

        // A service whose namespaces others share must keep running, so nobody may wait for its end.
        // And one ends or stays healthy, not both.
        string[] owners = [.. services.SelectMany(service => service.NamespaceOwners)];
        string[] oneShots = [.. services.Select(service => service.Name).Where(name => !owners.Contains(name) && random.Next(3) == 0)];
        services = [.. services.Select(service => service with
        {
            DependsOn = service.DependsOn.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value with
            {
                Condition = oneShots.Contains(entry.Key) ? DependencyCondition.ServiceCompletedSuccessfully
                    : random.Next(2) == 0 ? DependencyCondition.ServiceHealthy
                    : DependencyCondition.ServiceStarted,
            }),
        })];

        return new ComposeProject
        {
            Name = "p",
            Services = services.ToImmutableSortedDictionary(service => service.Name, service => service),
            Networks = networks,
            Volumes = volumes.ToImmutableSortedDictionary(key => key, key => new VolumeDefinition { Key = key, Name = "p_" + key }),
            Secrets = ImmutableSortedDictionary<string, SecretDefinition>.Empty.Add("token", new SecretDefinition { Key = "token", Name = "p_token", Environment = "TOKEN", Value = random.Next(2) == 0 ? "a" : "b" }),
        };
    }

    private static ImmutableSortedDictionary<string, NetworkDefinition> Networks(Random random)
    {
        var subnets = new Queue<string>(Shuffled(random, Subnets));
        var names = new Queue<string>(Shuffled(random, ["n1", "n2", "n3", "p_n1", "p_n2", "p_n3"]).Distinct());
        return Pick(random, ["n1", "n2", "n3"]).ToImmutableSortedDictionary(key => key, key => new NetworkDefinition
        {
            Key = key,
            Name = random.Next(4) == 0 ? "custom_" + names.Dequeue() : "p_" + key,
            Internal = random.Next(3) == 0,
            DriverOptions = random.Next(3) == 0 ? ImmutableSortedDictionary<string, string>.Empty.Add("mtu", "1400") : ImmutableSortedDictionary<string, string>.Empty,
            Ipam = random.Next(2) == 0 ? new IpamDefinition { Pools = [new IpamPool { Subnet = subnets.Dequeue() }] } : null,
        });
    }

    private static ServiceDefinition Service(
        Random random,
        string name,
        List<ServiceDefinition> earlier,
        ImmutableSortedDictionary<string, NetworkDefinition> networks,
        string[] volumes,
        Queue<string> ports,
        Queue<string> fixedNames,
        Dictionary<string, Queue<int>> addresses)
    {
        int scale = random.Next(5) switch { 0 => 0, 1 => 2, 2 => 3, _ => 1 };
        bool single = scale == 1;
        ServiceDefinition? owner = earlier.FirstOrDefault(service => service.Scale > 0 && service.NetworkMode is null);
        NetworkMode? mode = random.Next(8) switch
        {
            0 => new NetworkMode.None(),
            1 => new NetworkMode.Host(),
            2 when owner is not null => new NetworkMode.Service(owner.Name),
            _ when networks.IsEmpty => new NetworkMode.None(),
            _ => null,
        };
        return new ServiceDefinition
        {
            Name = name,
            Image = random.Next(3) switch { 0 => "image-a", 1 => "image-b", _ => null },
            Build = new BuildDefinition(),
            Scale = scale,
            ContainerName = single && random.Next(4) == 0 && fixedNames.TryDequeue(out string? fixedName) ? fixedName : null,
            Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("LEVEL", random.Next(2) == 0 ? "a" : "b"),
            Ports = single && mode is null && random.Next(3) == 0 && ports.TryDequeue(out string? port) ? [new PortDefinition { Target = 80, Published = port }] : [],
            Mounts = [.. volumes.Length > 0 && random.Next(3) == 0 ? [new VolumeMount(volumes[random.Next(volumes.Length)], "/data")] : Array.Empty<VolumeMount>(), .. random.Next(4) == 0 ? [new VolumeMount(null, "/scratch")] : Array.Empty<VolumeMount>()],
            NetworkMode = mode,
            IpcMode = random.Next(8) == 0 && Other() is { } ipc ? new IpcMode.Service(ipc) : null,
            VolumesFrom = random.Next(5) == 0 && Other() is { } source ? [new VolumesFrom.Service(source) { Mode = random.Next(2) == 0 ? "ro" : null }] : [],
            PidMode = random.Next(8) == 0 && Other() is { } pid ? new PidMode.Service(pid) : null,
            Networks = mode is null ? Endpoints(random, networks, single, addresses) : ImmutableSortedDictionary<string, EndpointDefinition>.Empty,
            DependsOn = DependsOn(random, earlier),
            Secrets = random.Next(4) == 0 ? [new FileGrant("token")] : [],

            // A service keeps its hooks from project to project, for they make no new container.
            PreStart = name is "s1" or "s4" ? [Hook, Hook] : [],
            PostStart = name is "s2" ? [Hook] : [],
            PreStop = name is "s3" or "s4" ? [Hook, Hook] : [],
        };

        string? Other() => Shuffled(random, [.. earlier.Where(service => service.Scale > 0).Select(service => service.Name)]).FirstOrDefault();
    }

    private static ImmutableSortedDictionary<string, EndpointDefinition> Endpoints(
        Random random,
        ImmutableSortedDictionary<string, NetworkDefinition> networks,
        bool single,
        Dictionary<string, Queue<int>> addresses)
    {
        string[] picked = [.. Pick(random, [.. networks.Keys])];
        return (picked.Length == 0 ? [networks.Keys.First()] : picked).ToImmutableSortedDictionary(key => key, key => new EndpointDefinition
        {
            Aliases = random.Next(3) == 0 ? ["alias" + random.Next(3)] : [],
            GatewayPriority = random.Next(4) == 0 ? random.Next(3) : 0,
            LinkLocalAddresses = random.Next(6) == 0 ? ["169.254.9." + (10 + random.Next(2))] : [],
            DriverOptions = random.Next(6) == 0 ? ImmutableSortedDictionary<string, string>.Empty.Add("option", "value" + random.Next(2)) : ImmutableSortedDictionary<string, string>.Empty,
            Ipv4Address = single && networks[key].Ipam is { } ipam && random.Next(2) == 0 && addresses[key].TryDequeue(out int last)
                ? ipam.Pools[0].Subnet!.Replace("0/24", last.ToString(null, null), StringComparison.Ordinal)
                : null,
        });
    }

    private static ImmutableSortedDictionary<string, DependencyDefinition> DependsOn(Random random, List<ServiceDefinition> earlier) =>
        earlier.Where(_ => random.Next(3) == 0).ToImmutableSortedDictionary(service => service.Name, _ => new DependencyDefinition
        {
            Required = random.Next(4) != 0,
            Restart = random.Next(3) == 0,
        });

    private static IEnumerable<string> Pick(Random random, string[] names) => names.Where(_ => random.Next(3) != 0);

    private static T[] Shuffled<T>(Random random, T[] items)
    {
        T[] copy = [.. items];
        random.Shuffle(copy);
        return copy;
    }
}
