namespace Compose.Net.Docker.Transport;

/// <summary>How a command inside a container is doing.</summary>
/// <param name="Running">Whether it is still under way.</param>
/// <param name="ExitCode">Its exit code, which Windows counts without a sign; null before its end.</param>
internal sealed record ExecState(bool Running, long? ExitCode);
