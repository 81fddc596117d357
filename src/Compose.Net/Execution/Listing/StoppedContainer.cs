namespace Compose.Net.Execution;

/// <summary>A container whose process has ended.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Service">Its service.</param>
/// <param name="ExitCode">The exit code.</param>
public sealed record StoppedContainer(string Name, string Service, int ExitCode);
