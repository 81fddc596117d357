namespace Compose.Net.Docker.Transport;

/// <summary>Whom an event is about.</summary>
internal sealed record EventActor
{
    public string Id { get; init; } = "";

    public Dictionary<string, string>? Attributes { get; init; }
}
