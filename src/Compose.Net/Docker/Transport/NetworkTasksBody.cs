using System.Text.Json.Serialization;

namespace Compose.Net.Docker.Transport;

/// <summary>Who is on a swarm's network, on all of its hosts. An engine says it only of a network that it takes part in.</summary>
internal sealed record NetworkTasksBody(Dictionary<string, NetworkTasksBody.LocalEndpoint>? Containers, Dictionary<string, NetworkTasksBody.Service>? Services)
{
    /// <summary>The endpoint of a container of this host.</summary>
    internal sealed record LocalEndpoint(string? EndpointId);

    /// <summary>A service; containers that are none's stand together under an empty name.</summary>
    internal sealed record Service(List<NetworkTask>? Tasks);

    /// <summary>A container on any host.</summary>
    internal sealed record NetworkTask(string? Name, string? EndpointId, string? EndpointIp, TaskPlace? Info);

    /// <summary>Where it is.</summary>
    internal sealed record TaskPlace([property: JsonPropertyName("Host IP")] string? HostIp);
}
