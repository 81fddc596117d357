namespace Compose.Net.Model;

/// <summary>All mounts of another container, taken over: of a <see cref="Service"/>'s first one, or of a <see cref="Container"/> outside of the project.</summary>
public abstract record VolumesFrom
{
    private VolumesFrom()
    {
    }

    /// <summary><c>ro</c> to only read, <c>rw</c> to write as well; <c>z</c> or <c>Z</c> relabel. Null leaves each mount as it is there.</summary>
    public string? Mode { get; init; }

    /// <summary>The mounts of a service's first container.</summary>
    /// <param name="Name">The service.</param>
    public sealed record Service(string Name) : VolumesFrom
    {
        /// <inheritdoc/>
        public override string ToString() => Mode is null ? Name : $"{Name}:{Mode}";
    }

    /// <summary>The mounts of a container outside of the project, which must exist.</summary>
    /// <param name="Name">The container's name or id.</param>
    public sealed record Container(string Name) : VolumesFrom
    {
        /// <inheritdoc/>
        public override string ToString() => Mode is null ? ContainerMode.Of(Name) : $"{ContainerMode.Of(Name)}:{Mode}";
    }
}
