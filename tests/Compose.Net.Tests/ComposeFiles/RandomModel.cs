using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Draws projects that use every part of the model, with texts that YAML and interpolation would like to misread.</summary>
internal sealed class RandomModel(Random random)
{
    private static readonly string[] Texts =
    [
        "", "plain", "two words", "yes", "No", "~", "null", "true", "1", "1.10", "0x1F", "1e3", "22:22", "2020-01-01", "$", "$X", "${X:-y}", "$$", "a: b", "a:", "a #b",
        "#c", "- x", "-", "-x", "?", "? y", ": z", "[x]", "{x}", "&a", "*a", "!t", "|", ">", "%p", "@at", "`b`", "'q'", "\"dq\"", "a\nb", "a\n", "\ttab", " lead", "trail ",
        "back\\slash", "é", "日本", "😀", "\u0085", "\u2028", "\u00A0", "\uFEFFx", "\u0007", "---", "...", "=", "<<", "a,b", "http://x:80/y?z#w", "\r\n",
    ];

    private static readonly string[] Names = ["a", "b", "web", "x-y", "A.b_c", "n1", "true", "1", "0x1f", "null", "db"];

    public ComposeProject Draw()
    {
        ImmutableSortedDictionary<string, NetworkDefinition> networks = Pick(Names).ToImmutableSortedDictionary(key => key, Network, StringComparer.Ordinal);
        ImmutableSortedDictionary<string, VolumeDefinition> volumes = Pick(Names).ToImmutableSortedDictionary(key => key, Volume, StringComparer.Ordinal);
        var services = new List<ServiceDefinition>();
        foreach (string name in Pick(Names))
        {
            services.Add(Service(name, services, networks, [.. volumes.Keys]));
        }

        // What nobody uses is not part of a loaded project.
        return new ComposeProject
        {
            Name = "p",
            Services = services.ToImmutableSortedDictionary(service => service.Name, service => service, StringComparer.Ordinal),
            Networks = networks.RemoveRange(networks.Keys.Where(key => !services.Exists(service => service.Networks.ContainsKey(key)))),
            Volumes = volumes.RemoveRange(volumes.Keys.Where(key => !services.Exists(service => service.Mounts.OfType<VolumeMount>().Any(mount => mount.Source == key)))),
        };
    }

    private ServiceDefinition Service(string name, List<ServiceDefinition> earlier, ImmutableSortedDictionary<string, NetworkDefinition> networks, string[] volumes)
    {
        NetworkMode? mode = networks.IsEmpty || Maybe() ? random.Next(4) switch
        {
            0 => new NetworkMode.Host(),
            1 => new NetworkMode.Bridge(),
            2 when earlier.Count > 0 => new NetworkMode.Service(earlier[^1].Name),
            _ => new NetworkMode.None(),
        } : null;
        ImmutableSortedDictionary<string, DependencyDefinition> dependencies = Pick(earlier).ToImmutableSortedDictionary(
            service => service.Name,
            _ => new DependencyDefinition { Condition = (DependencyCondition)random.Next(3), Required = Maybe(), Restart = Maybe() });
        return new ServiceDefinition
        {
            Name = name,
            Image = NotEmpty(),
            Command = Maybe() ? Many() : null,
            Entrypoint = Maybe() ? Many() : null,
            Environment = Map(() => Maybe() ? Text() : null),
            Labels = Map(Text),
            User = Maybe() ? NotEmpty() : null,
            WorkingDirectory = Maybe() ? NotEmpty() : null,
            Hostname = Maybe() ? NotEmpty() : null,
            ContainerName = Maybe() ? "fixed-" + name : null,
            Restart = Maybe() ? new RestartPolicy((RestartCondition)random.Next(4)) : null,
            StopSignal = Maybe() ? NotEmpty() : null,
            StopGracePeriod = Maybe() ? Time() : null,
            Ports = [.. Pick([80, 81, 82]).Select(port => new PortDefinition
            {
                Target = port,
                Published = Maybe() ? $"{random.Next(1, 65_000)}" : null,
                HostIp = Maybe() ? "127.0.0.1" : null,
                Protocol = Maybe() ? "udp" : "tcp",
                Mode = Maybe() ? "host" : "ingress",
                Name = Maybe() ? NotEmpty() : null,
                AppProtocol = Maybe() ? NotEmpty() : null,
            })],
            Mounts = [.. Pick(["/a", "/b/c", "/d $x", "/é"]).Select(target => Mount(target, volumes))],
            Healthcheck = Maybe() ? Healthcheck() : null,
            DependsOn = mode is NetworkMode.Service shared && !dependencies.ContainsKey(shared.Name)
                ? dependencies.Add(shared.Name, new DependencyDefinition { Restart = true })
                : dependencies,
            NetworkMode = mode,
            Networks = mode is null
                ? Pick([.. networks.Keys]).DefaultIfEmpty(networks.Keys.First()).ToImmutableSortedDictionary(key => key, _ => new EndpointDefinition { Aliases = [.. Many().Distinct()] })
                : ImmutableSortedDictionary<string, EndpointDefinition>.Empty,
            Scale = 1,
            Profiles = [.. Many().Distinct()],
        };
    }

    private MountDefinition Mount(string target, string[] volumes) => random.Next(4) switch
    {
        0 => new BindMount("/host/" + NotEmpty(), target) { ReadOnly = Maybe(), CreateHostPath = Maybe(), Propagation = Maybe() ? "rshared" : null, SelinuxLabel = Maybe() ? "Z" : null },
        1 => new TmpfsMount(target) { ReadOnly = Maybe(), Size = Maybe() ? random.Next() : null, Mode = Maybe() ? random.Next(0x1000) : null },
        2 when volumes.Length > 0 => new VolumeMount(volumes[random.Next(volumes.Length)], target) { NoCopy = Maybe() },
        _ => new VolumeMount(null, target) { ReadOnly = Maybe() },
    };

    private HealthcheckDefinition Healthcheck() => new()
    {
        Test = Maybe() ? ["CMD", .. Many()] : [],
        Disabled = Maybe(),
        Interval = Maybe() ? Time() : null,
        Timeout = Maybe() ? Time() : null,
        Retries = Maybe() ? random.Next(100) : null,
        StartPeriod = Maybe() ? Time() : null,
        StartInterval = Maybe() ? Time() : null,
    };

    private NetworkDefinition Network(string key) => new()
    {
        Key = key,
        Name = NotEmpty(),
        Driver = Maybe() ? NotEmpty() : null,
        DriverOptions = Map(Text),
        Internal = Maybe(),
        Attachable = Maybe(),
        EnableIpv6 = Maybe() ? Maybe() : null,
        Labels = Map(Text),
        Ipam = Maybe()
            ? new IpamDefinition
            {
                Driver = Maybe() ? NotEmpty() : null,
                Options = Map(Text),
                Pools = [Pool($"10.{Array.IndexOf(Names, key)}")],
            }
            : null,
    };

    // Each network has addresses of its own, and gives each away once.
    private IpamPool Pool(string start)
    {
        int last = 0;
        return new()
        {
            Subnet = $"{start}.0.0/16",
            Gateway = Maybe() ? $"{start}.0.1" : null,
            IpRange = Maybe() ? $"{start}.2.0/24" : null,
            AuxiliaryAddresses = Map(() => $"{start}.1.{++last}"),
        };
    }

    private VolumeDefinition Volume(string key) => Maybe()
        ? new VolumeDefinition { Key = key, Name = NotEmpty(), External = true }
        : new VolumeDefinition { Key = key, Name = NotEmpty(), Driver = Maybe() ? NotEmpty() : null, DriverOptions = Map(Text), Labels = Map(Text) };

    private ImmutableSortedDictionary<string, T> Map<T>(Func<T> value) =>
        Pick(Texts, 30).Where(key => key.Length > 0).ToImmutableSortedDictionary(key => key, _ => value(), StringComparer.Ordinal);

    private ImmutableArray<string> Many() => [.. Pick(Texts, 20)];

    private List<T> Pick<T>(IReadOnlyList<T> from, int oneOf = 2) => [.. from.Where(_ => random.Next(oneOf) == 0)];

    private TimeSpan Time() => new(random.NextInt64(0, TimeSpan.TicksPerDay * 3) / (Maybe() ? 1 : TimeSpan.TicksPerSecond) * (Maybe() ? 1 : 10));

    private string Text() => Texts[random.Next(Texts.Length)];

    private string NotEmpty() => Texts[random.Next(1, Texts.Length)];

    private bool Maybe() => random.Next(2) == 0;
}
