namespace Compose.Net.Docker.Endpoints;

/// <summary>What a program of this machine came to.</summary>
internal sealed record ProgramResult(int ExitCode, string Output);
