using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Compose.Net.Docker.Transport;

/// <summary>A network to create. Null leaves the choice to the engine.</summary>
internal sealed record NetworkCreateBody
{
    public required string Name { get; init; }

    // Engines before API 1.44 make a second network of the same name unless this is set, which the client package cannot say.
    public bool CheckDuplicate { get; init; } = true;

    public string? Driver { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool Ingress { get; init; }

    public bool ConfigOnly { get; init; }

    public NetworkConfigBody? ConfigFrom { get; init; }

    public string? Scope { get; init; }

    [JsonPropertyName("EnableIPv4")]
    public bool? EnableIpv4 { get; init; }

    [JsonPropertyName("EnableIPv6")]
    public bool? EnableIpv6 { get; init; }

    [JsonPropertyName("IPAM")]
    public IpamBody? Ipam { get; init; }

    public ImmutableSortedDictionary<string, string>? Options { get; init; }

    public ImmutableSortedDictionary<string, string>? Labels { get; init; }
}
