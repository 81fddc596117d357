using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <content>How the service's containers are set apart from the host and from each other. Null always leaves the engine's default.</content>
public sealed partial record ServiceDefinition
{
    /// <summary>Kernel capabilities beyond the engine's default ones, for example <c>NET_ADMIN</c>, or <c>ALL</c> (<c>cap_add</c>).</summary>
    public ImmutableArray<string> CapAdd { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Kernel capabilities that are taken away, for example <c>NET_RAW</c>, or <c>ALL</c> (<c>cap_drop</c>).</summary>
    public ImmutableArray<string> CapDrop { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The control group namespace, <c>host</c> or <c>private</c> (<c>cgroup</c>).</summary>
    public string? CgroupMode { get; init; }

    /// <summary>The control group below which the container's is made (<c>cgroup_parent</c>).</summary>
    public string? CgroupParent { get; init; }

    /// <summary>The credentials of a managed service account, on Windows only (<c>credential_spec</c>). Kept for printing; nothing is sent to the engine.</summary>
    public CredentialSpecDefinition? CredentialSpec { get; init; }

    /// <summary>Rules for devices in the form of the kernel's control groups, for example <c>c 1:3 mr</c> (<c>device_cgroup_rules</c>).</summary>
    public ImmutableArray<string> DeviceCgroupRules { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Further groups of the user, by name or number (<c>group_add</c>).</summary>
    public ImmutableArray<string> GroupAdd { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whose shared memory, semaphores and message queues are used (<c>ipc</c>).</summary>
    public IpcMode? IpcMode { get; init; }

    /// <summary>The kind of isolation, <c>default</c>, or on Windows <c>process</c> or <c>hyperv</c> (<c>isolation</c>).</summary>
    public string? Isolation { get; init; }

    /// <summary>Whose processes are seen (<c>pid</c>). Null gives the container a process namespace of its own.</summary>
    public PidMode? PidMode { get; init; }

    /// <summary>Whether nearly everything that the host can do is allowed (<c>privileged</c>). Defaults to false.</summary>
    public bool Privileged { get; init; }

    /// <summary>Options of the security modules, for example <c>no-new-privileges:true</c> or <c>seccomp=unconfined</c> (<c>security_opt</c>).</summary>
    public ImmutableArray<string> SecurityOptions { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Kernel parameters of the container's namespaces, by name (<c>sysctls</c>).</summary>
    public ImmutableSortedDictionary<string, string> Sysctls { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether the engine's own socket is given to the container (<c>use_api_socket</c>). A plan refuses it. Defaults to false.</summary>
    public bool UseApiSocket { get; init; }

    /// <summary>The user namespace; <c>host</c> turns the mapping of user ids off (<c>userns_mode</c>).</summary>
    public string? UserNamespaceMode { get; init; }

    /// <summary>Whose host name is used; <c>host</c> is the only mode that an engine has (<c>uts</c>).</summary>
    public string? UtsMode { get; init; }

    /// <summary>The compact content of the seccomp profiles that <see cref="SecurityOptions"/> name, by the path as written there.</summary>
    internal ImmutableSortedDictionary<string, string> SeccompProfiles { get; init; } = Ordinal.Map<string>();

    /// <summary>The containers of others that own namespaces of this service's containers.</summary>
    internal IEnumerable<string> ForeignNamespaceOwners => new[]
    {
        (NetworkMode as NetworkMode.Container)?.Name,
        (IpcMode as IpcMode.Container)?.Name,
        (PidMode as PidMode.Container)?.Name,
    }.OfType<string>();

    /// <summary>The containers that its settings name, whoever they belong to, each once.</summary>
    internal IEnumerable<string> NamedContainers =>
        VolumesFrom.OfType<VolumesFrom.Container>().Select(source => source.Name).Concat(ForeignNamespaceOwners).Distinct(StringComparer.Ordinal);

    /// <summary>The other services whose first containers own namespaces of this one, each once.</summary>
    internal IEnumerable<string> NamespaceOwners
    {
        get
        {
            string? network = (NetworkMode as NetworkMode.Service)?.Name, ipc = (IpcMode as IpcMode.Service)?.Name, pid = (PidMode as PidMode.Service)?.Name;
            return network is null && ipc is null && pid is null ? [] : new[] { network, ipc, pid }.OfType<string>().Distinct(StringComparer.Ordinal);
        }
    }
}
