namespace Compose.Net.Model;

/// <summary>Whose processes a container sees beside its own: <see cref="Host"/>, <see cref="Service"/> or <see cref="Container"/>.</summary>
public abstract record PidMode
{
    private PidMode()
    {
    }

    /// <summary>The host's.</summary>
    public sealed record Host : PidMode
    {
        /// <inheritdoc/>
        public override string ToString() => "host";
    }

    /// <summary>Those of another service's first container.</summary>
    /// <param name="Name">The other service.</param>
    public sealed record Service(string Name) : PidMode
    {
        /// <inheritdoc/>
        public override string ToString() => $"service:{Name}";
    }

    /// <summary>Those of a container that is not the project's.</summary>
    /// <param name="Name">The container's name or id.</param>
    public sealed record Container(string Name) : PidMode
    {
        /// <inheritdoc/>
        public override string ToString() => ContainerMode.Of(Name);
    }
}
