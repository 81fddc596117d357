namespace Compose.Net.Planning;

/// <summary>Waits until a container's health check succeeds; fails when the container is unhealthy, ended, or has no health check.</summary>
/// <param name="Name">The container's name.</param>
public sealed record WaitUntilHealthy(string Name) : WaitOperation(Name);
