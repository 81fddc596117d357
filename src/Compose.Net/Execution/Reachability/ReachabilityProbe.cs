namespace Compose.Net.Execution;

/// <summary>One attempt to reach a service from inside another service's container.</summary>
/// <param name="Target">The name or the address that was called.</param>
/// <param name="IsAddress">Whether <paramref name="Target"/> is an address.</param>
/// <param name="Network">The key of the network that the target belongs to; null for a name that is not to be known anywhere.</param>
/// <param name="Expected">Whether the project says that it answers.</param>
/// <param name="Answers">Whether it answered; null where there was nothing to try it with.</param>
/// <param name="Port">The TCP port that somebody must accept connections on; null where any sign of life counts.</param>
public sealed record ReachabilityProbe(string Target, bool IsAddress, string? Network, bool Expected, bool? Answers, int? Port = null)
{
    /// <summary>The name of the container that called, where the service runs several; else null.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether <see cref="Target"/> is the host's own address on the network, and <see cref="Port"/> one that the called service publishes there.</summary>
    public bool OverHost { get; init; }

    /// <summary>Whether it was tried, and the answer is not what the project says.</summary>
    public bool Differs => Answers is { } answers && answers != Expected;
}
