namespace Compose.Net.Planning;

/// <summary>A port that is published at this moment.</summary>
/// <param name="Target">The port inside the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="HostIp">The host address that listens.</param>
/// <param name="HostPort">The port on the host.</param>
public sealed record ObservedPort(int Target, string Protocol, string HostIp, int HostPort);
