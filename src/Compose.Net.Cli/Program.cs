using System.Runtime.InteropServices;
using System.Text;
using Compose.Net.Cli;
using Compose.Net.Cli.Terminals;

// The most frequent question of scripts, answered before anything else is set up.
if (args is ["--version" or "-v"] or ["version"])
{
    using Stream output = Console.OpenStandardOutput();
    output.Write(Encoding.UTF8.GetBytes(ToolVersion.Line + "\n"));
    return ExitCodes.Success;
}

using var interrupts = new Interrupts();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
var tool = new ToolContext
{
    Output = Console.Out,
    Error = Console.Error,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    OutputIsTerminal = !Console.IsOutputRedirected,
    InputIsTerminal = !Console.IsInputRedirected,
    Terminal = OperatingSystem.IsWindows() ? null : new UnixTerminal(),
    AskAsync = Console.IsInputRedirected ? null : AskAsync,
    UseSecondInterrupt = interrupts.UseSecond,
    Variable = Environment.GetEnvironmentVariable,
    OwnsProcess = true,
};
return await Tool.RunAsync(args, tool, interrupts.First).ConfigureAwait(false);

void Cancel(PosixSignalContext context)
{
    context.Cancel = interrupts.Take();
    if (!context.Cancel && !Console.IsErrorRedirected && Monitor.TryEnter(Console.Error, TimeSpan.FromSeconds(1)))
    {
        // The progress hides the cursor, and nothing runs any more that would show it again. The lock under which the console writes is
        // held to the end of the process, so that no row comes behind it.
        Console.Error.Write("\e[?25h");
    }
}

// The question belongs to the messages, so that a result in a pipe stays clean.
static async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
{
    await Console.Error.WriteAsync(question.AsMemory(), cancellationToken).ConfigureAwait(false);
    string? answer = await Task.Run(Console.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
    return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
}
