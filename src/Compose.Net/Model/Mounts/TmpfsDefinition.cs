namespace Compose.Net.Model;

/// <summary>A file system in memory at a path, as the key <c>tmpfs</c> has it; <see cref="TmpfsMount"/> is the form under <c>volumes</c>.</summary>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record TmpfsDefinition(string Target)
{
    /// <summary>The mount options, separated by commas, for example <c>size=64m,mode=1770</c>. Null leaves the engine's.</summary>
    public string? Options { get; init; }

    /// <summary>Returns the form the file uses, for example <c>/run:size=64m</c>.</summary>
    public override string ToString() => Options is null ? Target : $"{Target}:{Options}";
}
