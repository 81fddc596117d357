namespace Compose.Net.Planning;

/// <summary>Waits until a container's process ended; fails when its exit code is not 0.</summary>
/// <param name="Name">The container's name.</param>
public sealed record WaitUntilCompleted(string Name) : WaitOperation(Name);
