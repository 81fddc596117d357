using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Compose.Net.Docker.Transport;

/// <summary>One address pool of a network to create.</summary>
internal sealed record IpamPoolBody
{
    public string? Subnet { get; init; }

    [JsonPropertyName("IPRange")]
    public string? IpRange { get; init; }

    public string? Gateway { get; init; }

    [JsonPropertyName("AuxiliaryAddresses")]
    public ImmutableSortedDictionary<string, string>? AuxiliaryAddresses { get; init; }
}
