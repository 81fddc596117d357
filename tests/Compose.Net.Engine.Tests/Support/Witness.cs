using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The docker command as a witness: it looks at the engine without any code of ours.</summary>
public sealed class Witness(string? endpoint)
{
    private const int NobodyListens = 9;

    /// <summary>Runs <c>docker</c> with the arguments and returns what it wrote, trimmed. Throws when it fails.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        CliResult result = await TryRunAsync(arguments);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
    }

    /// <summary>Runs <c>docker</c> with the arguments and returns its lines, sorted by code unit.</summary>
    public async Task<string[]> ListAsync(params string[] arguments)
    {
        string output = await RunAsync(arguments);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    /// <summary>Returns what <c>docker KIND inspect NAME</c> says about one thing.</summary>
    public async Task<JsonElement> InspectAsync(string kind, string name)
    {
        using JsonDocument document = JsonDocument.Parse(await RunAsync(kind, "inspect", name));
        return document.RootElement[0].Clone();
    }

    /// <summary>Whether the engine has a thing of that kind and name.</summary>
    public async Task<bool> HasAsync(string kind, string name) =>
        (await TryRunAsync(kind, "inspect", name)).ExitCode == 0;

    /// <summary>Whether busybox, in a container, connects to a port of a name or an address. Whoever listens there must end connections whose other side is done.</summary>
    /// <param name="from">The container.</param>
    /// <param name="host">The name or the address.</param>
    /// <param name="port">The port.</param>
    /// <param name="seconds">How long it tries.</param>
    public async Task<bool> ConnectsAsync(string from, string host, int port, int seconds = 1) =>
        (await DialAsync(from, host, port, seconds)).ExitCode == 0;

    /// <summary>Whether anybody is behind a name or an address, as busybox finds out in a container: a refusal is a sign of life too.</summary>
    /// <param name="from">The container.</param>
    /// <param name="host">The name or the address.</param>
    /// <param name="seconds">How long it tries.</param>
    public async Task<bool> FindsAsync(string from, string host, int seconds = 1)
    {
        CliResult dialled = await DialAsync(from, host, NobodyListens, seconds);
        return dialled.ExitCode == 0 || dialled.Error.Contains("refused", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Makes the file <c>/tmp/go</c> in a container, from outside: a process within is killed when the container ends because of what it did.</summary>
    public async Task LetGoAsync(string container)
    {
        string empty = Path.GetTempFileName();
        try
        {
            await RunAsync("cp", empty, $"{container}:/tmp/go");
        }
        finally
        {
            File.Delete(empty);
        }
    }

    // Under this name it is there even where its links are not.
    private Task<CliResult> DialAsync(string from, string host, int port, int seconds) =>
        TryRunAsync("exec", from, "busybox", "nc", "-w", seconds.ToString(CultureInfo.InvariantCulture), host, port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs <c>docker</c> with the arguments and returns how it ended.</summary>
    public async Task<CliResult> TryRunAsync(params string[] arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("docker") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        if (endpoint is not null)
            start.Environment["DOCKER_HOST"] = endpoint;

        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("docker did not start.");
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CliResult(process.ExitCode, await output, await error);
        }
        catch (Win32Exception e)
        {
            return new CliResult(127, "", $"The docker command was not found: {e.Message}");
        }
    }
}
