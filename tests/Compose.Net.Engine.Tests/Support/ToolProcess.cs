using System.Diagnostics;
using System.Globalization;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The tool as users run it: a process of its own, which can be interrupted and killed.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string Program = Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "compose-net.exe" : "compose-net");

    private readonly Process _process;
    private readonly Transcript _error = new();
    private readonly Task _reading;

    private ToolProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadErrorAsync(), process.StandardOutput.BaseStream.CopyToAsync(Stream.Null));
    }

    public int Id => _process.Id;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error => _error.Text;

    /// <summary>Starts it against an engine; the file comes over standard input.</summary>
    public static ToolProcess Start(string endpoint, string yaml, params string[] arguments) => Start(endpoint, null, yaml, arguments);

    /// <summary>Runs it to its end in a network namespace, whose routes are those that it sees.</summary>
    public static async Task<(int ExitCode, string Error)> RunInAsync(string networkNamespace, string endpoint, string yaml, params string[] arguments)
    {
        await using ToolProcess tool = Start(endpoint, networkNamespace, yaml, arguments);
        return (await tool.EndAsync(), tool.Error);
    }

    private static ToolProcess Start(string endpoint, string? networkNamespace, string yaml, string[] arguments)
    {
        // Whoever runs the tests in the background has them ignore Ctrl-C, and a child inherits that.
        string[] enter = networkNamespace is null ? [] : ["nsenter", $"--net=/run/netns/{networkNamespace}"];
        string[] command = OperatingSystem.IsLinux() ? [.. enter, "env", "--default-signal=INT", Program] : [Program];
        var start = new ProcessStartInfo(command[0], [.. command[1..], "-f", "-", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOCKER_HOST"] = endpoint;
        start.Environment["DOTNET_TieredPGO"] = "0";
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The tool did not start.");
        try
        {
            process.StandardInput.Write(yaml);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read all: its exit code says why.
        }

        return new ToolProcess(process);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(string endpoint, string yaml, params string[] arguments)
    {
        await using ToolProcess tool = Start(endpoint, yaml, arguments);
        return (await tool.EndAsync(), tool.Error);
    }

    /// <summary>Returns its exit code when it has ended and all that it wrote is read. Throws, with all that it wrote, when that takes too long.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Task.WhenAll(_process.WaitForExitAsync(cancellationToken), _reading).WaitAsync(Limit, cancellationToken);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The tool was still running after {Limit.TotalMinutes} minutes. What it wrote: {Error}");
        }
    }

    /// <summary>Returns when it has written a text to standard error. Throws, with all that was written, when it ends without that, or takes too long.</summary>
    public Task SaysAsync(string text) => _error.ShowsAsync(text);

    /// <summary>Ends it as the kernel does when memory is short: nothing in it can react.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Presses Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await EndAsync();
        _process.Dispose();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _error.Append(line + "\n");
        }

        _error.End();
    }
}
