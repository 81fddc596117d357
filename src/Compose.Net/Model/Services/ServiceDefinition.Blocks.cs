using System.Collections.Immutable;

namespace Compose.Net.Model;

public sealed partial record ServiceDefinition
{
    /// <summary>How the image is built where it is missing, or where <c>ReconcileOptions.Build</c> asks for it. It is named <see cref="Image"/>, or else <c>project-service</c>.</summary>
    public BuildDefinition? Build { get; init; }

    /// <summary>
    /// Env files that were not read, in the file's order; the file's <c>env_file</c>. Empty after a usual loading, which puts what they
    /// say under <see cref="Environment"/>. A service that has some cannot be planned.
    /// </summary>
    public ImmutableArray<EnvironmentFileReference> EnvironmentFiles { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Files of labels that were not read; the file's <c>label_file</c>. As with <see cref="EnvironmentFiles"/>, what they say is under <see cref="Labels"/> after a usual loading.</summary>
    public ImmutableArray<string> LabelFiles { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The secrets that the containers may read as files.</summary>
    public ImmutableArray<FileGrant> Secrets { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The configs that the containers may read as files.</summary>
    public ImmutableArray<FileGrant> Configs { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How the service is deployed. Its resources and its restart policy count on a single engine too.</summary>
    public DeployDefinition? Deploy { get; init; }

    /// <summary>What docker compose watches while the service is developed. No effect here.</summary>
    public DevelopDefinition? Develop { get; init; }

    /// <summary>What is run before the first container starts, one after the other, each in a container of its own with the service's mounts, variables and networks.</summary>
    public ImmutableArray<HookDefinition> PreStart { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What is run in each container after its start, one after the other. What depends on the service waits for it.</summary>
    public ImmutableArray<HookDefinition> PostStart { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What is run in each running container before it is stopped, also to be replaced or removed, one after the other.</summary>
    public ImmutableArray<HookDefinition> PreStop { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The AI models that the service uses, by their key. A service that has some can be loaded and printed, not planned.</summary>
    public ImmutableSortedDictionary<string, ModelUse> Models { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ModelUse>();

    /// <summary>What provides the service in place of containers. Such a service can be loaded and printed, not planned.</summary>
    public ProviderDefinition? Provider { get; init; }
}
