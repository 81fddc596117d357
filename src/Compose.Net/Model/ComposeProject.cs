using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>
/// What the user wants to run: a named set of services, networks and volumes in canonical form.
/// Immutable, so it can be shared between threads; a changed copy is made with <c>with</c>.
/// </summary>
/// <remarks>Collections compare by reference. Whether two projects say the same is told by their text, <c>ComposeFile.ToYaml</c>.</remarks>
public sealed record ComposeProject
{
    /// <summary>The project's name: lower-case letters, digits, <c>-</c> and <c>_</c>. All the engine's objects of the project carry it.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute folder that relative paths were resolved against. Empty where there is none.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>The files that the project was loaded from, as absolute paths. Empty for a project built in code.</summary>
    public ImmutableArray<string> Files { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The services to run, by name.</summary>
    public ImmutableSortedDictionary<string, ServiceDefinition> Services { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ServiceDefinition>();

    /// <summary>The services that no active profile enables, by name. They are not run, and their containers are not orphans.</summary>
    public ImmutableSortedDictionary<string, ServiceDefinition> DisabledServices { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ServiceDefinition>();

    /// <summary>The networks that enabled services use, by their key in the file.</summary>
    public ImmutableSortedDictionary<string, NetworkDefinition> Networks { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<NetworkDefinition>();

    /// <summary>The volumes that enabled services use, by their key in the file.</summary>
    public ImmutableSortedDictionary<string, VolumeDefinition> Volumes { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<VolumeDefinition>();

    /// <summary>The secrets that enabled services use, by their key in the file.</summary>
    public ImmutableSortedDictionary<string, SecretDefinition> Secrets { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<SecretDefinition>();

    /// <summary>The configs that enabled services use, by their key in the file.</summary>
    public ImmutableSortedDictionary<string, ConfigDefinition> Configs { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ConfigDefinition>();

    /// <summary>The AI models that enabled services use, by their key in the file.</summary>
    public ImmutableSortedDictionary<string, ModelDefinition> Models { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ModelDefinition>();

    /// <summary>Where its parts stand in its files; null for a project of no file.</summary>
    internal IProjectPlaces? Places { get; init; }

    /// <summary>Whether it was put together from the labels on an engine, so that it tells what there is, and not what is wanted.</summary>
    internal bool IsFound { get; init; }

    /// <summary>Of what it is a copy; null where it is none.</summary>
    internal CopyOrigin? Copy { get; init; }

    /// <summary>The keys at the top of the file that start with <c>x-</c>, as JSON texts; kept for printing.</summary>
    internal ImmutableSortedDictionary<string, string> Extensions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
