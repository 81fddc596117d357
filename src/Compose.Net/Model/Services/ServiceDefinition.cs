using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>One service: what each of its containers runs, and what it is plugged into.</summary>
public sealed partial record ServiceDefinition
{
    /// <summary>The service's name, which is also a DNS name on each of its networks.</summary>
    public required string Name { get; init; }

    /// <summary>The image reference, for example <c>postgres:17</c>. Null for a service with a <see cref="Build"/>, whose image is named <c>project-service</c>, or a <see cref="Provider"/>.</summary>
    public string? Image { get; init; }

    /// <summary>The command. Null leaves the image's, an empty list clears it.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>The entry point. Null leaves the image's, an empty list clears it.</summary>
    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>Environment variables. A null value removes the image's variable of that name.</summary>
    public ImmutableSortedDictionary<string, string?> Environment { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string?>();

    /// <summary>The user's labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The user inside the container, <c>name-or-uid[:group-or-gid]</c>. Null leaves the image's.</summary>
    public string? User { get; init; }

    /// <summary>The working directory inside the container. Null leaves the image's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The container's host name, which is also a DNS name on each of its networks. Null leaves the engine's choice.</summary>
    public string? Hostname { get; init; }

    /// <summary>A fixed container name, which forbids a <see cref="Scale"/> above 1. Null gives <c>project-service-number</c>.</summary>
    public string? ContainerName { get; init; }

    /// <summary>When the engine starts a container again that ended. Null leaves the engine's default, never.</summary>
    public RestartPolicy? Restart { get; init; }

    /// <summary>The signal that asks the process to end, for example <c>SIGINT</c>. Null leaves the image's.</summary>
    public string? StopSignal { get; init; }

    /// <summary>How long a stop waits before the process is killed. Null leaves the engine's default, 10 seconds.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>The ports published on the host.</summary>
    public ImmutableArray<PortDefinition> Ports { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What is mounted into the container; the file's <c>volumes</c>.</summary>
    public ImmutableArray<MountDefinition> Mounts { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How the engine tells whether a container is healthy. Null leaves the image's check.</summary>
    public HealthcheckDefinition? Healthcheck { get; init; }

    /// <summary>What must be reached in other services before this one starts, by service name.</summary>
    public ImmutableSortedDictionary<string, DependencyDefinition> DependsOn { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<DependencyDefinition>();

    /// <summary>The endpoints, by the key of their network. Empty where <see cref="NetworkMode"/> is set.</summary>
    public ImmutableSortedDictionary<string, EndpointDefinition> Networks { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<EndpointDefinition>();

    /// <summary>A network namespace of another kind, in place of <see cref="Networks"/>. Null for a service on project networks.</summary>
    public NetworkMode? NetworkMode { get; init; }

    /// <summary>How many containers run. Defaults to 1; 0 runs none.</summary>
    public int Scale { get; init; } = 1;

    /// <summary>Whether the file itself gives the <see cref="Scale"/>; kept so that a printed project reads as the file did.</summary>
    internal bool ScaleIsWritten { get; init; }

    /// <summary>The profiles that enable the service. Empty means always enabled.</summary>
    public ImmutableArray<string> Profiles { get; init => field = Ordinal.List(value); } = [];
}
