namespace Compose.Net.Planning;

/// <summary>A range that the engine takes subnets from when nobody names one.</summary>
/// <param name="Base">The range, in CIDR form.</param>
/// <param name="PrefixLength">The prefix length of each subnet.</param>
public sealed record ObservedPool(string Base, int PrefixLength);
