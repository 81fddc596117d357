namespace Compose.Net.Docker.Endpoints;

/// <summary>One context of the docker command: its <c>meta.json</c>.</summary>
internal sealed record ContextFile
{
    public string? Name { get; init; }

    public Dictionary<string, ContextEndpoint>? Endpoints { get; init; }
}
