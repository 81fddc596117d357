using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Cli.Terminals;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands;

/// <summary>Runs a command inside a running container.</summary>
internal sealed class ExecCommand : ToolCommand, ITakesCommandLine
{
    private readonly Option<bool> _detach = new("--detach", "-d") { Description = "Start the command and leave it to itself." };
    private readonly VariablesOption _variables = VariablesOption.OfProcess();
    private readonly IndexOption _index = new("Run it in the container of that number. Default: the lowest that runs.");
    private readonly Option<bool> _noTerminal = new("--no-tty", "-T", "--no-TTY") { Description = "Give the command no terminal. Default: it gets one where input and output are one." };
    private readonly Option<bool> _privileged = new("--privileged") { Description = "Let the command do all that root may on the engine's machine." };
    private readonly Option<string?> _user = new("--user", "-u") { HelpName = "USER", Description = "Run it as that user." };
    private readonly Option<string?> _folder = new("--workdir", "-w") { HelpName = "FOLDER", Description = "Run it in that folder of the container." };
    private readonly Option<bool> _interactive = new("--interactive", "-i") { Hidden = true };
    private readonly Option<bool> _terminal = new("--tty", "-t") { Hidden = true };
    private readonly Argument<string> _service = new("SERVICE") { Description = "The service to run it in." };
    private readonly Argument<string[]> _command = new("COMMAND") { Arity = ArgumentArity.OneOrMore, Description = "The program and its arguments; options behind the service are the program's." };

    public ExecCommand(ToolContext tool, GlobalOptions global)
        : base("exec", "Run a command inside a running container of a service. The exit code is the command's.", tool, global)
    {
        Add(_detach);
        Add(_variables);
        Add(_index);
        Add(_noTerminal);
        Add(_privileged);
        Add(_user);
        Add(_folder);
        Add(_interactive);
        Add(_terminal);
        Add(_service);
        Add(_command);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("exec web sh", "a shell in web"),
        ("exec -T db psql -U shop < dump.sql", "with input from a file"),
    ];

    protected override bool NeedsContainers => true;

    protected override bool ChangesWithoutPlan => true;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            bool detach = parsed.GetValue(_detach);
            bool terminal = !detach && !parsed.GetValue(_noTerminal) && Tool.HasTerminal;
            using var session = new TerminalSession(Tool, terminal, input: !detach);
            var options = new ExecOptions
            {
                Streams = session.Streams,
                Index = _index.Number(parsed),
                User = parsed.GetValue(_user),
                WorkingDirectory = parsed.GetValue(_folder),
                Environment = _variables.Read(parsed, SetVariable),
                Privileged = parsed.GetValue(_privileged),
                Detach = detach,
            };
            try
            {
                return await client.ExecAsync(project, parsed.GetRequiredValue(_service), [.. parsed.GetRequiredValue(_command)], options, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Cancelled;
            }
        },
        cancellationToken);
}
