namespace Compose.Net.Docker.Transport;

/// <summary>How a container ended.</summary>
/// <param name="StatusCode">Its exit code, which Windows counts without a sign.</param>
internal sealed record WaitBody(long StatusCode);
