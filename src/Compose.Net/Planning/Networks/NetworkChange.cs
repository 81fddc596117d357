namespace Compose.Net.Planning;

/// <summary>How a change of networks reaches containers that run.</summary>
public enum NetworkChange
{
    /// <summary>They are unplugged and plugged in while they run, wherever the engine allows it. The default.</summary>
    Live,

    /// <summary>New containers take their place.</summary>
    Recreate,

    /// <summary>Not at all: a plan that would touch an endpoint of a running container is refused.</summary>
    Refuse,
}
