using System.Diagnostics;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>docker compose: the program in COMPOSE_PEER, else the plugin of the docker command.</summary>
internal static class Peer
{
    private static readonly string[] Program =
        Environment.GetEnvironmentVariable("COMPOSE_PEER") is { Length: > 0 } program ? [program] : ["docker", "compose"];

    /// <summary>Skips the running test aloud where there is no docker compose; fails it where there must be one (<c>CI=true</c>).</summary>
    public static async Task RequireAsync()
    {
        const string Missing = "There is no docker compose to compare with. Install it, or set COMPOSE_PEER to its program.";
        CliResult version = await TryRunAsync(null, ".", null, "version");
        Assert.SkipWhen(version.ExitCode != 0 && Environment.GetEnvironmentVariable("CI") != "true", Missing);
        Assert.True(version.ExitCode == 0, Missing);
    }

    /// <summary>Runs it in a folder and returns what it wrote to standard output, trimmed. Throws when it fails.</summary>
    public static Task<string> RunAsync(string endpoint, string folder, params string[] arguments) => RunWithAsync(null, endpoint, folder, arguments);

    /// <summary>The same, with a configuration folder of its own.</summary>
    public static async Task<string> RunWithAsync(string? configuration, string endpoint, string folder, params string[] arguments)
    {
        CliResult result = await TryRunAsync(endpoint, folder, configuration, arguments);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new InvalidOperationException($"docker compose {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
    }

    private static async Task<CliResult> TryRunAsync(string? endpoint, string folder, string? configuration, params string[] arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Program[0], [.. Program[1..], .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (endpoint is not null)
            start.Environment["DOCKER_HOST"] = endpoint;
        if (configuration is not null)
            start.Environment["DOCKER_CONFIG"] = configuration;

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken), error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }
}
