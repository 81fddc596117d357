namespace Compose.Net.Execution;

/// <summary>A container's process ended. All that it wrote came before.</summary>
/// <param name="ExitCode">Its exit code.</param>
public sealed record ContainerExit(int ExitCode) : ContainerOutput;
