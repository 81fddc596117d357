using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The tool at a terminal of its own, with a window of a given size: what it writes appears on it, and keys can be pressed.</summary>
internal sealed class TerminalProcess : IAsyncDisposable
{
    public const string CtrlC = "\u0003";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "compose-net");

    private readonly Process _process;
    private readonly int _columns;
    private readonly Transcript _written = new();
    private readonly Task _reading;

    private TerminalProcess(Process process, int columns)
    {
        (_process, _columns) = (process, columns);
        _reading = ReadAsync();
    }

    /// <summary>All that was written to the terminal, control sequences included.</summary>
    public string Written => _written.Text;

    /// <summary>What stands on the terminal now.</summary>
    public string Screen => TerminalScreen.Of(Written, _columns);

    /// <summary>Skips the running test aloud where there is no program that makes terminals.</summary>
    public static void Require() => Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "The terminal needs \"script\" of util-linux.");

    /// <summary>Starts it against an engine.</summary>
    /// <param name="endpoint">The engine.</param>
    /// <param name="size">The window's columns and rows.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="before">Commands of the shell before it, for example to set variables.</param>
    public static TerminalProcess Start(string endpoint, (int Columns, int Rows) size, string[] arguments, string before = ":")
    {
        string words = string.Join(' ', arguments.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        string line = string.Create(CultureInfo.InvariantCulture, $"stty cols {size.Columns} rows {size.Rows}; {before}; exec env --default-signal=INT {Program} {words}");
        var start = new ProcessStartInfo("script", ["-qefc", line, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOCKER_HOST"] = endpoint;
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        return new TerminalProcess(Process.Start(start) ?? throw new InvalidOperationException("script did not start."), size.Columns);
    }

    /// <summary>Presses keys.</summary>
    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Returns when a text was written. Throws, with all that was written, when it ends without that, or takes too long.</summary>
    public Task ShowsAsync(string text) => _written.ShowsAsync(text);

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
            throw new TimeoutException($"The tool was still running after {Limit.TotalMinutes} minutes. What it wrote: {Written}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await EndAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var count)
        {
            _written.Append(buffer.AsSpan(0, count));
        }

        _written.End();
    }
}
