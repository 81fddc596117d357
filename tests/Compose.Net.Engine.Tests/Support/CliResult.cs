namespace Compose.Net.Engine.Tests.Support;

/// <summary>What a command line came to.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error);
