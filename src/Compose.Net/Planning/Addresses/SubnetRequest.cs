namespace Compose.Net.Planning.Addresses;

/// <summary>A subnet that somebody needs.</summary>
/// <param name="Key">Who: the same key gets the same subnet from run to run, as far as it is free.</param>
/// <param name="IsIpv6">Whether it is one of IPv6.</param>
/// <param name="PrefixLength">How large.</param>
internal readonly record struct SubnetRequest(string Key, bool IsIpv6, int PrefixLength);
