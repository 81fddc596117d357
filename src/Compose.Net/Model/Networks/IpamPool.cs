using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>One address pool of a network.</summary>
public sealed record IpamPool
{
    /// <summary>The subnet in CIDR form. Null lets the engine choose.</summary>
    public string? Subnet { get; init; }

    /// <summary>The part of the subnet that the engine hands out, in CIDR form. Null means all of it.</summary>
    public string? IpRange { get; init; }

    /// <summary>The gateway's address. Null lets the engine choose.</summary>
    public string? Gateway { get; init; }

    /// <summary>Addresses the engine keeps back, by a name for people.</summary>
    public ImmutableSortedDictionary<string, string> AuxiliaryAddresses { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
