using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Compose.Net.Docker.Endpoints;

/// <summary>Runs programs of this machine.</summary>
internal static class ProgramRun
{
    // ERROR_FILE_NOT_FOUND, and ENOENT as well.
    private const int NotFound = 2;

    /// <summary>Runs a program with one argument and a text as its input, to its end, and ends it where it is cancelled.</summary>
    /// <param name="program">Its full path, or its name; then it is looked for in the folders of <c>PATH</c> and nowhere else.</param>
    /// <param name="argument">Its only argument.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Win32Exception">There is no such program, or it cannot be started.</exception>
    public static async Task<ProgramResult> RunAsync(string program, string argument, string input, CancellationToken cancellationToken)
    {
        string path = Path.IsPathFullyQualified(program)
            ? program
            : ProgramSearch.Find(program, Environment.GetEnvironmentVariable("PATH")) ?? throw new Win32Exception(NotFound, "it is in no folder of PATH");
        var start = new ProcessStartInfo(path, [argument])
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
