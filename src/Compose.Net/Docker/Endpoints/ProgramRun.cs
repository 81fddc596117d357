using System.Diagnostics;
using System.Text;

namespace Compose.Net.Docker.Endpoints;

/// <summary>Runs programs of this machine.</summary>
internal static class ProgramRun
{
    /// <summary>Runs a program with one argument and a text as its input, to its end, and ends it where it is cancelled.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program, or it cannot be started.</exception>
    public static async Task<ProgramResult> RunAsync(string program, string argument, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, [argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        using Process process = Process.Start(start)!; // Without a shell there is always a process.
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, input).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            string said = await output.ConfigureAwait(false);
            return new ProgramResult(process.ExitCode, said.Length > 0 ? said : await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // A program that does not read its input closes it early; how it ends tells more than that.
    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }
}
