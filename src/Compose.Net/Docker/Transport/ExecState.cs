namespace Compose.Net.Docker.Transport;

/// <summary>How a command inside a container is doing.</summary>
internal sealed record ExecState(bool Running, int? ExitCode);
