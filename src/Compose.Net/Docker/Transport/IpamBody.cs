using System.Collections.Immutable;

namespace Compose.Net.Docker.Transport;

/// <summary>The address plan of a network to create.</summary>
internal sealed record IpamBody
{
    public string? Driver { get; init; }

    public ImmutableArray<IpamPoolBody> Config { get; init; } = [];

    public ImmutableSortedDictionary<string, string>? Options { get; init; }
}
