namespace Compose.Net.Model;

/// <summary>Something mounted into a container: a <see cref="BindMount"/>, a <see cref="VolumeMount"/>, a <see cref="TmpfsMount"/>, an <see cref="ImageMount"/>, a <see cref="NamedPipeMount"/> or a <see cref="ClusterMount"/>.</summary>
public abstract record MountDefinition
{
    private protected MountDefinition(string target)
    {
        Target = target;
    }

    /// <summary>The absolute path inside the container.</summary>
    public string Target { get; init; }

    /// <summary>Whether the container can only read it. Defaults to false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How closely host and container agree: <c>consistent</c>, <c>cached</c> or <c>delegated</c>. Without effect on Linux. Null leaves the engine's default.</summary>
    public string? Consistency { get; init; }

    /// <summary>Whether the file itself gives the mapping for the kind of mount, perhaps an empty one; kept so that a printed project reads as the file did.</summary>
    internal bool SettingsAreWritten { get; init; }
}
