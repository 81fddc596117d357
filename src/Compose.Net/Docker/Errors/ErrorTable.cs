using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Errors;

/// <summary>
/// What the engine's refusals mean. A row decides on the operation and the status code first; the engine's words, which change
/// from version to version, only tell apart what those two leave open.
/// </summary>
internal static partial class ErrorTable
{
    public static readonly ImmutableArray<ErrorRule> Rules =
    [
        new(DiagnosticCodes.PullFailed,
            r => r.Operation is PullImage && r.Says("toomanyrequests", "rate limit"),
            (r, _) => $"Registry \"{RegistryOf(r)}\" gives out no more for now: too much was pulled. {r.Note}{(r.Note.Length == 0 ? "" : " ")}Log in with \"{LoginTo(RegistryOf(r))}\", which allows more, or wait."),
        new(DiagnosticCodes.PullFailed,
            r => r.Operation is PullImage && r.Says("no matching manifest", "no match for platform"),
            (r, _) => $"Registry \"{RegistryOf(r)}\" has it for other platforms only. Set \"platform\" of the service to one that it has, or use another image."),
        new(DiagnosticCodes.PullFailed,
            r => r.Operation is PullImage && r.Says("denied", "unauthorized", "authentication required", "no basic auth credentials"),
            (r, _) => $"Registry \"{RegistryOf(r)}\" does not let us in, or does not have it. {r.Note}{(r.Note.Length == 0 ? "" : " ")}Check the name, and log in with \"{LoginTo(RegistryOf(r))}\"."),
        new(DiagnosticCodes.PullFailed,
            r => r.Operation is PullImage && (r.Status == 404 || r.Says("not found", "manifest unknown")),
            (r, _) => $"Registry \"{RegistryOf(r)}\" does not have it. Check the name and the tag."),
        new(DiagnosticCodes.PullFailed,
            r => r.Operation is PullImage,
            (r, _) => $"Check that the engine can reach registry \"{RegistryOf(r)}\"."),
        new(DiagnosticCodes.PushFailed,
            r => r.Operation is PushImage && r.Says("denied", "unauthorized", "authentication required", "no basic auth credentials"),
            (r, _) => $"Registry \"{RegistryOf(r)}\" does not let us in. {r.Note}{(r.Note.Length == 0 ? "" : " ")}Check the name, and log in with \"{LoginTo(RegistryOf(r))}\"."),
        new(DiagnosticCodes.PushFailed,
            r => r.Operation is PushImage && (r.Status == 404 || r.Says("does not exist", "no such image")),
            (_, _) => "The engine does not have it. Build it first."),
        new(DiagnosticCodes.PushFailed,
            r => r.Operation is PushImage,
            (r, _) => $"Check that the engine can reach registry \"{RegistryOf(r)}\"."),
        new(DiagnosticCodes.BuildFailed,
            r => r.Operation is BuildImage,
            (_, _) => "Correct the Dockerfile, or the \"build\" of the service."),
        new(DiagnosticCodes.ImageInUse,
            r => r is { Operation: RemoveImage, Status: 409 },
            (_, _) => "A container still uses it, or another image is made of it. Remove that first."),

        new(DiagnosticCodes.ImageMissing,
            r => r is { Operation: CreateContainer, Status: 404 } && r.Says("image"),
            (r, _) => $"Image \"{ImageOf(r)}\" is not on the engine. Pull or build it."),
        new(DiagnosticCodes.ContainerNameTaken,
            r => r is { Operation: CreateContainer or RenameContainer, Status: 409 } && r.Says("name"),
            (_, culprit) => $"{Sentence(culprit) ?? "Another container"} has that name. Remove or rename it, or choose another \"container_name\" or project name."),
        new(DiagnosticCodes.NetworkNameTaken,
            r => r is { Operation: CreateNetwork, Status: 409 },
            (_, culprit) => $"{Sentence(culprit) ?? "Another network"} has that name. Remove it, choose another \"name\", or use it with \"external: true\"."),

        new(DiagnosticCodes.SwarmInactive,
            r => r.Status is 403 or 500 or 503 && r.Says("docker swarm init"),
            (_, _) => "It needs a swarm, and this engine is in none. Choose another driver, or run \"docker swarm init\"."),
        new(DiagnosticCodes.DriverMissing,
            r => r.Operation is CreateNetwork or CreateVolume or CreateContainer or StartContainer && r.Says("plugin") && r.Says("not found"),
            (_, _) => "The engine does not have that driver. Correct the driver's name, or install its plugin with \"docker plugin install\"."),

        new(DiagnosticCodes.ParentMissing,
            r => r.Operation is CreateNetwork { Network.Driver: "macvlan" or "ipvlan" } && r.Says("operation not supported"),
            (r, _) => ParentOf(r) is { Length: > 0 } parent && parent.Contains('.', StringComparison.Ordinal)
                ? $"The kernel of the engine's machine cannot make the sub-interface \"{parent}\" that is to be its parent. Load the kernel's module with \"modprobe 8021q\", or name a parent interface that is there."
                : "The kernel of the engine's machine cannot make an interface to be its parent. Load the kernel's module with \"modprobe dummy\", or name a parent interface that is there with the driver option \"parent\"."),
        new(DiagnosticCodes.KernelLacksDriver,
            r => r.Operation is StartContainer or ConnectContainer && r.Says("ipvlan", "macvlan") && r.Says("operation not supported"),
            (r, culprit) => $"The kernel of the engine's machine has no {DriverIn(r)}, which {culprit ?? "one of its networks"} needs. Load the kernel's module with \"modprobe {DriverIn(r)}\", or give the network another \"driver\": it is made anew then, with the containers on it."),

        new(DiagnosticCodes.AddressPoolsExhausted,
            r => r.Operation is CreateNetwork && r.Says("non-overlapping", "fully subnetted"),
            (_, culprit) => $"The engine has no free subnet left{(culprit is null ? "" : $" for more than its {culprit}")}. Remove networks that nobody uses with \"docker network prune\", have the plan choose a small subnet with --allocate on, give this one its own under \"ipam\", or give the engine larger \"default-address-pools\"."),
        new(DiagnosticCodes.ParentMissing,
            r => r.Operation is CreateNetwork { Network.Driver: "macvlan" or "ipvlan" } && r.Says("parent", "interface", "vlan link", "link not found"),
            (r, culprit) => culprit is null
                ? $"Its parent interface \"{ParentOf(r)}\" is not on the engine's machine, or cannot carry such networks. Look with \"ip link\", and correct the driver option \"parent\"."
                : $"Its parent interface \"{ParentOf(r)}\" is taken by {culprit}, and engines before version 28 give it to one network only. Use a sub-interface such as \"{ParentOf(r)}.10\", or that network."),
        new(DiagnosticCodes.SubnetTaken,
            r => r.Operation is CreateNetwork && r.Says("overlap"),
            (_, culprit) => $"Its subnet overlaps with {culprit ?? "another network of the engine"}. Choose another subnet, or remove that network."),
        new(DiagnosticCodes.AddressUnusable,
            r => r.Operation is CreateNetwork && r.Says("invalid subnet", "invalid gateway", "invalid ip-range", "address is out of range", "auxiliary"),
            (_, _) => "Its address plan does not fit together. The gateway, the range and all addresses must lie in the subnet."),
        new(DiagnosticCodes.AddressTaken,
            r => r is { Operation: StartContainer or ConnectContainer or CreateContainer, Status: 403 } && r.Says("already in use"),
            (_, culprit) => $"Its fixed address is already in use{By(culprit)}. Choose another one, or keep fixed addresses out of the network's \"ip_range\"."),
        new(DiagnosticCodes.AddressUnusable,
            r => r.Operation is StartContainer or ConnectContainer && r.Says("link local", "link-local"),
            (_, _) => "A link-local address cannot be given to it. Write addresses of 169.254.0.0/16 or fe80::/10, the latter only on a network with IPv6."),
        new(DiagnosticCodes.AddressUnusable,
            r => r.Operation is StartContainer or ConnectContainer or CreateContainer && r.Says("subnet"),
            (_, _) => "Its fixed address is in no subnet that the network's \"ipam\" configures. Give the network a subnet that contains it, or correct the address."),

        new(DiagnosticCodes.NetworkFull,
            r => r.Operation is StartContainer or ConnectContainer or CreateContainer && r.Says("no available ipv"),
            (_, culprit) => $"{Sentence(culprit) ?? "One of its networks"} has no free address left. Give it a larger subnet or \"ip_range\" under \"ipam\", or have the plan choose larger ones with --allocate-size; it is changed while its containers run."),

        new(DiagnosticCodes.AlreadyConnected,
            r => r is { Operation: ConnectContainer, Status: 403 } && r.Says("already exists in network"),
            (_, _) => "It is plugged in there already. Disconnect it first to plug it in with other settings."),

        new(DiagnosticCodes.PortTaken,
            r => r.Operation is StartContainer or ConnectContainer && r.Says("port is already allocated", "bind: address already in use", "ports are not available", "address already in use", "all ports are allocated"),
            (r, culprit) => $"{PortOf(r)} is already in use{By(culprit ?? "a program on the host")}. Stop that, or publish another port."),
        new(DiagnosticCodes.MountSourceMissing,
            r => r.Operation is CreateContainer or StartContainer && r.Says("bind source path does not exist", "error mounting", "mount source path"),
            (r, _) => $"{MountOf(r)} cannot be made. Check that its source exists on the engine's machine, and that file meets file and folder meets folder."),
        new(DiagnosticCodes.DeviceUnusable,
            r => r.Operation is StartContainer && r.Says("gathering device information"),
            (_, _) => "A device cannot be given to it. Check that each of its \"devices\" exists on the engine's machine."),
        new(DiagnosticCodes.KernelSettingRefused,
            r => r.Operation is StartContainer && r.Says("/proc/sys", "sysctl"),
            (_, _) => "A kernel setting cannot be given to it. Check that each of its \"sysctls\" exists on the engine's machine, and can be set for a container alone."),
        new(DiagnosticCodes.CommandNotStartable,
            r => r.Operation is StartContainer && r.Says("executable file not found", "no such file or directory", "permission denied", "no command specified", "exec format error", "unable to find user"),
            (_, _) => "Its command cannot be run. Check \"command\", \"entrypoint\", \"user\" and \"working_dir\" against what the image holds."),

        new(DiagnosticCodes.PredefinedNetwork,
            r => r is { Operation: RemoveNetwork remove, Status: 403 } && !EndpointNames.AreKnownOn(remove.Name),
            (_, _) => "It comes with the engine, and stays as long as the engine does."),
        new(DiagnosticCodes.PredefinedNetwork,
            r => r is { Operation: CreateNetwork create, Status: 403 } && !EndpointNames.AreKnownOn(create.Network.Name),
            (_, _) => "A network of that name comes with the engine. Choose another name, or use that one with \"network_mode\"."),
        new(DiagnosticCodes.CommandNotStartable,
            r => r is { Operation: null, Status: 400 or 500 } && r.Says("unable to find user", "unable to find group"),
            (_, _) => "The container knows no such user or group. Name one that its image has, or give a number."),
        new(DiagnosticCodes.ContainerNotRunning,
            r => r is { Operation: null, Status: 409 } && r.Says("is paused"),
            (_, _) => "The container is paused. Let it go on first, with unpause."),

        new(DiagnosticCodes.NetworkInUse,
            r => r.Operation is RemoveNetwork && r.Says("in use by task", "in use by service"),
            (_, _) => "It is still used on another host of the swarm, or by a service of it. Stop or disconnect there what uses it."),
        new(DiagnosticCodes.NetworkInUse,
            r => r is { Operation: RemoveNetwork, Status: 403 or 409 },
            (_, culprit) => culprit is null
                ? "It may still be used, but who is on it could not be found out. Look with \"docker network inspect\", and stop or disconnect what uses it."
                : culprit.Length == 0
                ? "Nobody is on it, but the engine has lost count of its endpoints, as engines sometimes do. It does no harm; restart the engine and run the command again to be rid of it."
                : $"It is still used{By(culprit)}. Stop or disconnect what uses it."),
        new(DiagnosticCodes.VolumeInUse,
            r => r is { Operation: RemoveVolume, Status: 409 },
            (_, culprit) => $"It is still used{By(culprit)}. Remove what uses it."),
        new(DiagnosticCodes.ContainerStillRuns,
            r => r is { Operation: RemoveContainer, Status: 409 },
            (_, _) => "It runs again, perhaps because somebody started it meanwhile. Run the command again."),
        new(DiagnosticCodes.ObjectMissing,
            r => r.Operation is StartContainer or ConnectContainer && r.Says("could not attach to network") && r.Says("not found"),
            (_, _) => "A network of its is declared external, and neither this engine nor its swarm has it. Make it on a manager of the swarm, or correct its name."),
        new(DiagnosticCodes.ObjectMissing,
            r => r is { Operation: CreateNetwork { Settings.ConfigFrom: not null }, Status: 404 },
            (r, _) => $"There is no network \"{SourceOf(r)}\" to take settings from. Make it first, with --config-only, or correct its name."),
        new(DiagnosticCodes.EngineRefused,
            r => r is { Operation: CreateNetwork { Settings.ConfigFrom: not null }, Status: 403 },
            (r, _) => $"It takes its settings from network \"{SourceOf(r)}\", labels included, and engines take none of its own beside them. Give them to that one, which must have been made with --config-only."),
        new(DiagnosticCodes.EngineRefused,
            r => r is { Operation: CreateNetwork { Settings.ConfigOnly: true }, Status: 403 },
            (_, _) => "A network that only holds settings cannot be internal or attachable, and has no scope. Give those to the networks that are made from it."),
        new(DiagnosticCodes.ObjectMissing,
            r => r is { Operation: DisconnectContainer, Status: 404 },
            (_, _) => "There is no such container, or no such network. Correct the name; \"network ls\" lists the networks, and \"network inspect\" tells who is on one."),
        new(DiagnosticCodes.ObjectMissing,
            r => r.Status == 404,
            (_, _) => "Something it needs is not there, perhaps misspelt, or removed by somebody else meanwhile. Correct its name, or run the command again."),
        new(DiagnosticCodes.EngineRefused,
            _ => true,
            (_, _) => "The engine refused."),
    ];

    private static string? Sentence(string? culprit) => culprit is null ? null : char.ToUpperInvariant(culprit[0]) + culprit[1..];

    private static string By(string? culprit) => culprit is null ? "" : $" by {culprit}";

    private static string ImageOf(Refusal refusal) =>
        refusal.Operation is CreateContainer create ? create.Container.Service.Image ?? "" : "";

    private static string? SourceOf(Refusal refusal) => (refusal.Operation as CreateNetwork)?.Settings?.ConfigFrom;

    private static string ParentOf(Refusal refusal) =>
        (refusal.Operation as CreateNetwork)?.Network.DriverOptions.GetValueOrDefault("parent") ?? "";

    private static string RegistryOf(Refusal refusal) =>
        refusal.Operation is PullImage or PushImage ? ImageReference.Parse(refusal.Operation.Subject).Registry : "";

    private static string MountOf(Refusal refusal) => refusal.Operation is CreateContainer create
        && GrantMounts.NamedIn(create.Container, source => refusal.Says(source)) is { } named
            ? $"The mount of \"{named.Source}\" at \"{named.Target}\"{(GrantMounts.At(create.Container.Service, named.Target) is var (section, name) ? $", which is {section[..^1]} \"{name}\"," : "")}"
            : "A mount";

    private static string DriverIn(Refusal refusal) => refusal.Says("ipvlan") ? "ipvlan" : "macvlan";

    private static string LoginTo(string registry) => registry == "docker.io" ? "docker login" : $"docker login {registry}";

    private static string PortOf(Refusal refusal) =>
        FindPort(refusal.Said) is { } port ? $"Host port {port}" : "A host port";

    /// <summary>Returns the host address and port that the engine's words name; null where they name none.</summary>
    public static string? FindPort(string said) =>
        AddressAndPort().Match(said) is { Success: true } match ? match.Groups["where"].Value : null;

    // "Bind for 127.0.0.1:8001 failed: port is already allocated" and "listen tcp4 0.0.0.0:8001: bind: address already in use".
    [GeneratedRegex(@"(?:Bind for|listen (?:tcp|udp)[46]?|bind host port(?: for)?) (?<where>(?:\[[^\]]*\]|::|[^\s:\[]*):\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex AddressAndPort();
}
