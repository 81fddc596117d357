namespace Compose.Net.Planning;

/// <summary>Waits until a container is healthy or, without a health check, running; fails when it is unhealthy or ended with an exit code other than 0.</summary>
/// <param name="Name">The container's name.</param>
public sealed record WaitUntilReady(string Name) : WaitOperation(Name);
