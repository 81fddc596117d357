namespace Compose.Net.Model;

/// <summary>The files of an image. Needs engine 28 (API 1.48).</summary>
/// <param name="Source">The image reference.</param>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record ImageMount(string Source, string Target) : MountDefinition(Target)
{
    /// <summary>The folder of the image to mount in place of all of it. Null mounts all.</summary>
    public string? Subpath { get; init; }
}
