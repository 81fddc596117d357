namespace Compose.Net.Model;

/// <summary>
/// A network namespace that is not on the project's networks:
/// <see cref="None"/>, <see cref="Host"/>, <see cref="Bridge"/>, <see cref="Service"/>, <see cref="Container"/> or <see cref="Engine"/>.
/// </summary>
public abstract record NetworkMode
{
    /// <summary>The name of the engine's own bridge.</summary>
    internal const string EnginesBridge = "bridge";

    private NetworkMode()
    {
    }

    /// <summary>Whether it means the engine's own bridge, which knows no names: only there a link is a line in the hosts file, and with every other mode it has no effect.</summary>
    internal bool IsEnginesBridge => this is Bridge or Engine { Name: "default" };

    /// <summary>The engine's name of the network that the mode means; null where it means none, or another's namespace.</summary>
    internal string? NetworkName => this switch
    {
        { IsEnginesBridge: true } => EnginesBridge,
        Engine other => other.Name,
        _ => null,
    };

    /// <summary>Only a loopback interface.</summary>
    public sealed record None : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => "none";
    }

    /// <summary>The host's own network namespace.</summary>
    public sealed record Host : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => "host";
    }

    /// <summary>The engine's predefined bridge, which has no DNS.</summary>
    public sealed record Bridge : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => "bridge";
    }

    /// <summary>The network namespace of another service's first container.</summary>
    /// <param name="Name">The other service.</param>
    public sealed record Service(string Name) : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => $"service:{Name}";
    }

    /// <summary>The network namespace of a container outside of the project, which must run.</summary>
    /// <param name="Name">The container's name or id.</param>
    public sealed record Container(string Name) : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => ContainerMode.Of(Name);
    }

    /// <summary>A network of the engine that the project does not declare; <c>default</c> is the engine's predefined one.</summary>
    /// <param name="Name">The network's name on the engine.</param>
    public sealed record Engine(string Name) : NetworkMode
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }
}
