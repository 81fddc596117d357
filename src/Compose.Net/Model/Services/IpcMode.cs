namespace Compose.Net.Model;

/// <summary>
/// Whose shared memory, semaphores and message queues a container uses: <see cref="None"/>, <see cref="Own"/>,
/// <see cref="Shareable"/>, <see cref="Host"/>, <see cref="Service"/> or <see cref="Container"/>.
/// </summary>
public abstract record IpcMode
{
    private IpcMode()
    {
    }

    /// <summary>Its own, without a file system for shared memory.</summary>
    public sealed record None : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => "none";
    }

    /// <summary>Its own, which nobody can share.</summary>
    public sealed record Own : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => "private";
    }

    /// <summary>Its own, which others can share.</summary>
    public sealed record Shareable : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => "shareable";
    }

    /// <summary>The host's.</summary>
    public sealed record Host : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => "host";
    }

    /// <summary>Those of another service's first container, whose own mode must be <see cref="Shareable"/>.</summary>
    /// <param name="Name">The other service.</param>
    public sealed record Service(string Name) : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => $"service:{Name}";
    }

    /// <summary>Those of a container that is not the project's, whose own mode must be <see cref="Shareable"/>.</summary>
    /// <param name="Name">The container's name or id.</param>
    public sealed record Container(string Name) : IpcMode
    {
        /// <inheritdoc/>
        public override string ToString() => ContainerMode.Of(Name);
    }
}
