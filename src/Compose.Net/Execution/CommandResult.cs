namespace Compose.Net.Execution;

/// <summary>What a command inside a container came to.</summary>
internal sealed record CommandResult(int ExitCode, string Output);
