namespace Compose.Net.Planning;

/// <summary>A route of the engine's machine, other than its default one.</summary>
/// <param name="Subnet">What it leads to, in CIDR form.</param>
/// <param name="Interface">The interface it leads through.</param>
public sealed record ObservedRoute(string Subnet, string Interface);
