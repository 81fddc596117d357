namespace Compose.Net.Model;

/// <summary>A file system in memory, gone with the container.</summary>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record TmpfsMount(string Target) : MountDefinition(Target)
{
    /// <summary>The largest size in bytes. Null sets no limit.</summary>
    public long? Size { get; init; }

    /// <summary>The permission bits of its root. Null leaves the engine's default, 1777 octal.</summary>
    public int? Mode { get; init; }
}
