namespace Compose.Net.Model;

/// <summary>A secret or a config that a service, or a build, may read as a file.</summary>
/// <param name="Source">The key of the secret or config in the project.</param>
public sealed record FileGrant(string Source)
{
    /// <summary>The path inside the container; a secret's may be a name below <c>/run/secrets</c>. Null leaves the default: <c>/run/secrets/source</c> for a secret, <c>/source</c> for a config.</summary>
    public string? Target { get; init; }

    /// <summary>The number of the user that the file belongs to; the file's <c>uid</c>. Null is 0. A file of the host keeps its own.</summary>
    public string? UserId { get; init; }

    /// <summary>The number of the group that the file belongs to; the file's <c>gid</c>. Null is 0. A file of the host keeps its own.</summary>
    public string? GroupId { get; init; }

    /// <summary>The permission bits, for example 0440 in octal digits. Null is 0444. A file of the host keeps its own.</summary>
    public int? Mode { get; init; }
}
