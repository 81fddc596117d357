using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A volume: a named one of the project, or an anonymous one.</summary>
/// <param name="Source">The volume's key in <see cref="ComposeProject.Volumes"/>; null for an anonymous volume.</param>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record VolumeMount(string? Source, string Target) : MountDefinition(Target)
{
    /// <summary>Whether an empty volume stays empty in place of taking over what the image holds at the target. Defaults to false.</summary>
    public bool NoCopy { get; init; }

    /// <summary>The folder of the volume to mount in place of all of it. Null mounts all. Needs engine 26 (API 1.45).</summary>
    public string? Subpath { get; init; }

    /// <summary>Labels for a volume that the engine makes for this mount; an anonymous one.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The SELinux relabelling: <c>z</c> shared, <c>Z</c> private. Null relabels nothing.</summary>
    public string? SelinuxLabel { get; init; }
}
