namespace Compose.Net.Model;

/// <summary>A file or folder of the host.</summary>
/// <param name="Source">The absolute path on the engine's host.</param>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record BindMount(string Source, string Target) : MountDefinition(Target)
{
    /// <summary>Whether a missing source is made as a folder. Defaults to true, as the short form does.</summary>
    public bool CreateHostPath { get; init; } = true;

    /// <summary>Whether the file itself says that a missing source is made; kept so that a printed project reads as the file did.</summary>
    internal bool CreateHostPathIsWritten { get; init; }

    /// <summary>How later mounts spread: <c>private</c>, <c>rprivate</c>, <c>shared</c>, <c>rshared</c>, <c>slave</c> or <c>rslave</c>. Null leaves the engine's default, <c>rprivate</c>.</summary>
    public string? Propagation { get; init; }

    /// <summary>
    /// Whether mounts below the source come along: <c>enabled</c> (the engine's default), <c>disabled</c>; or, of a read-only one, whether
    /// those can be written (<c>writable</c>) or must not be (<c>readonly</c>). The last two need engine 25 (API 1.44).
    /// </summary>
    public string? Recursive { get; init; }

    /// <summary>The SELinux relabelling: <c>z</c> shared, <c>Z</c> private. Null relabels nothing.</summary>
    public string? SelinuxLabel { get; init; }
}
