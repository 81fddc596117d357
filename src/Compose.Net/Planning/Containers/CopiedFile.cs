namespace Compose.Net.Planning;

/// <summary>A small file that is copied into a container. What it holds is never shown.</summary>
/// <param name="Path">The absolute path inside the container.</param>
public sealed record CopiedFile(string Path)
{
    /// <summary>Read for everybody.</summary>
    internal const int UsualMode = 0b100_100_100;

    /// <summary>The number of the user that it belongs to. Defaults to 0.</summary>
    public int UserId { get; init; }

    /// <summary>The number of the group that it belongs to. Defaults to 0.</summary>
    public int GroupId { get; init; }

    /// <summary>The permission bits. Defaults to 0444 in octal digits.</summary>
    public int Mode { get; init; } = UsualMode;

    /// <summary>What it holds.</summary>
    internal string Text { get; init; } = "";
}
