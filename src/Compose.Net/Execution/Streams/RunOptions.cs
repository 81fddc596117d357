using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>How one more container of a service is run.</summary>
public sealed record RunOptions
{
    /// <summary>What its process reads and writes. The default is nothing. With <see cref="Detach"/> they are not used.</summary>
    public ProcessStreams Streams { get; init; } = new();

    /// <summary>The command, in place of the service's. Null, the default, keeps it, unless <see cref="Entrypoint"/> is given.</summary>
    public ImmutableArray<string>? Command { get; init => field = value is { IsDefault: true } ? null : value; }

    /// <summary>The entry point, in place of the service's. Null, the default, keeps it.</summary>
    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>The container's name. Null, the default, is <c>project-service-run-</c> and twelve digits by chance.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is only started, and runs on by itself. Defaults to false.</summary>
    public bool Detach { get; init; }

    /// <summary>Whether it is removed, with its anonymous volumes, when it ends, whatever becomes of this program. Defaults to false.</summary>
    public bool Remove { get; init; }

    /// <summary>Whether what the service depends on is brought up and waited for. Defaults to true.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>The pull policy of its image and of those that are brought up with it, in place of each service's own. Null, the default, leaves each its own.</summary>
    public PullPolicy? PullPolicy { get; init; }

    /// <summary>When its image is built, and those that are brought up with it. Defaults to <see cref="BuildCondition.Missing"/>.</summary>
    public BuildCondition Build { get; init; }

    /// <summary>Whether containers of services that the file no longer mentions are removed before. Defaults to false.</summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>Where networks get their subnets that are missing. Give what <c>up</c> is given.</summary>
    public AddressOptions Addresses { get; init; } = new();

    /// <summary>Whether the service's ports are published, which the service's own containers may do already. Defaults to false.</summary>
    public bool ServicePorts { get; init; }

    /// <summary>Further ports to publish, in the short form of a compose file, for example <c>8080:80</c>.</summary>
    public ImmutableArray<string> Ports { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Further mounts, in the short form of a compose file, for example <c>./src:/src:ro</c>. Relative paths start from the current folder.</summary>
    public ImmutableArray<string> Volumes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether it answers to the service's names on its networks. Defaults to false: only to its own.</summary>
    public bool UseAliases { get; init; }

    /// <summary>Variables beside the service's, which they win over.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>
    /// Files of variables, <c>NAME=value</c> a line as in an <c>env_file</c>; relative names start from the current folder. They win over the service's
    /// variables. Those of <see cref="Environment"/> win over them, and of several files the first that sets one does.
    /// </summary>
    public ImmutableArray<string> EnvironmentFiles { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Labels beside the service's, which they win over.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The user, in place of the service's. Null, the default, keeps it.</summary>
    public string? User { get; init; }

    /// <summary>The folder it starts in, in place of the service's. Null, the default, keeps it.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Capabilities beside the service's.</summary>
    public ImmutableArray<string> CapAdd { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Capabilities to take away beside the service's.</summary>
    public ImmutableArray<string> CapDrop { get; init => field = Ordinal.List(value); } = [];
}
