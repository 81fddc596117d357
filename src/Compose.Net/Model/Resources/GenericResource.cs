namespace Compose.Net.Model;

/// <summary>An amount of something that a swarm's machines count.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Value">How much of it.</param>
public sealed record GenericResource(string Kind, long Value);
