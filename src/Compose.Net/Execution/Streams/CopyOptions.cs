namespace Compose.Net.Execution;

/// <summary>How files are copied from and to containers.</summary>
public sealed record CopyOptions
{
    /// <summary>The replica number, from 1. Null, the default, copies from the first and to all.</summary>
    public int? Index { get; init; }

    /// <summary>Whether containers that <c>run</c> made are among those of the service. Defaults to false.</summary>
    public bool IncludeOneOffs { get; init; }

    /// <summary>Whether a source that is a symbolic link stands for what it leads to. Defaults to false: the link itself is copied, unless a slash behind it means the folder that it leads to.</summary>
    public bool FollowLinks { get; init; }

    /// <summary>Whether files in a container keep the numbers of their owner and group. Defaults to false: they become root's.</summary>
    public bool KeepOwner { get; init; }
}
