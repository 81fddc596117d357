namespace Compose.Net.Docker.Transport;

/// <summary>One line of the engine's event stream.</summary>
internal sealed record EngineEvent
{
    public string Action { get; init; } = "";

    public EventActor Actor { get; init; } = new();

    /// <summary>When it happened, in nanoseconds since 1970 by the engine's clock.</summary>
    public long TimeNano { get; init; }
}
