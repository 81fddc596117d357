using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The tool at a terminal of its own, with a window of a given size: what it writes appears on it, and keys can be pressed.</summary>
internal sealed class TerminalProcess : IAsyncDisposable
{
    public const string CtrlC = "\u0003";

    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "compose-net");

    private readonly Process _process;
    private readonly int _columns;
    private readonly StringBuilder _written = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly Task _reading;

    private TerminalProcess(Process process, int columns)
    {
        (_process, _columns) = (process, columns);
        _reading = ReadAsync();
    }

    /// <summary>All that was written to the terminal, control sequences included.</summary>
    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

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

    /// <summary>Returns when a text was written.</summary>
    public Task ShowsAsync(string text)
    {
        lock (_written)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            Look();
            return seen.Task;
        }
    }

    /// <summary>Returns its exit code when it has ended and all that it wrote is read.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        return _process.ExitCode;
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
            lock (_written)
            {
                _written.Append(buffer, 0, count);
                Look();
            }
        }

        lock (_written)
        {
            _awaited.ForEach(awaited => awaited.Seen.TrySetException(new InvalidOperationException($"The tool ended and never showed \"{awaited.Text}\". It wrote: {_written}")));
        }
    }

    private void Look()
    {
        string all = _written.ToString();
        _awaited.FindAll(awaited => all.Contains(awaited.Text, StringComparison.Ordinal)).ForEach(awaited => awaited.Seen.TrySetResult());
    }
}
