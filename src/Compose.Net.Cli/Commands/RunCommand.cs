using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Cli.Terminals;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Runs one more container of a service.</summary>
internal sealed class RunCommand : ToolCommand, ITakesCommandLine
{
    private readonly Option<string[]> _capAdd = Many("--cap-add", "CAPABILITY", "Give it a capability beside the service's.");
    private readonly Option<string[]> _capDrop = Many("--cap-drop", "CAPABILITY", "Take a capability away beside the service's.");
    private readonly Option<bool> _detach = new("--detach", "-d") { Description = "Leave it running in the background, and print its name." };
    private readonly EntrypointOption _entrypoint = new();
    private readonly VariablesOption _variables = VariablesOption.OfProcess();
    private readonly Option<string[]> _variableFiles = Many("--env-from-file", "FILE", "A file of variables, which -e wins over; of several, the first that sets one counts.");
    private readonly Option<bool> _interactive = new("--interactive", "-i") { Description = "Pass input on to it. Default: it is, except with -d.", DefaultValueFactory = _ => true };
    private readonly Option<string[]> _labels = Many("--label", "NAME=VALUE", "Add a label, or replace one of the service's.", "-l", "--labels");
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The container's name." };
    private readonly Option<bool> _noTerminal = new("--no-TTY", "-T", "--no-tty") { Description = "Give it no terminal. Default: it gets one where input and output are one." };
    private readonly Option<bool> _noDeps = new("--no-deps") { Description = "Do not bring up what the service depends on." };
    private readonly Option<string[]> _ports = Many("--publish", "PORT", "Publish a port, in the short form of a compose file.", "-p");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show no progress." };
    private readonly UnattendedOptions _unattended = new();
    private readonly AllocationOptions _allocation = new();
    private readonly Option<bool> _build = new("--build") { Description = "Build images before containers are made, those too that are there." };
    private readonly PullPolicyOption _pull = new("--pull", "always", "missing", "never");
    private readonly Option<bool> _removeOrphans = new("--remove-orphans") { Description = "Remove containers of the project whose services the file no longer mentions." };
    private readonly Option<bool> _remove = new("--rm") { Description = "Remove it when it ends." };
    private readonly Option<bool> _servicePorts = new("--service-ports", "-P") { Description = "Publish the service's ports." };
    private readonly Option<bool> _useAliases = new("--use-aliases") { Description = "Let it answer to the service's names on its networks." };
    private readonly Option<string?> _user = new("--user", "-u") { HelpName = "USER", Description = "Run it as that user." };
    private readonly Option<string[]> _volumes = Many("--volume", "MOUNT", "Mount something more, in the short form of a compose file.", "-v", "--volumes");
    private readonly Option<string?> _folder = new("--workdir", "-w") { HelpName = "FOLDER", Description = "Run it in that folder of the container." };
    private readonly Option<bool> _terminal = new("--tty", "-t") { Hidden = true };
    private readonly Argument<string> _service = new("SERVICE") { Description = "The service to run a container of." };
    private readonly Argument<string[]> _command = new("COMMAND") { Arity = ArgumentArity.ZeroOrMore, Description = "The command, in place of the service's; options behind the service are the command's." };

    public RunCommand(ToolContext tool, GlobalOptions global)
        : base("run", "Run one more container of a service. The exit code is its own.", tool, global)
    {
        Add(_capAdd);
        Add(_capDrop);
        Add(_detach);
        Add(_entrypoint);
        Add(_variables);
        Add(_variableFiles);
        Add(_interactive);
        Add(_labels);
        Add(_name);
        Add(_noTerminal);
        Add(_noDeps);
        Add(_ports);
        Add(_quiet);
        _unattended.AddShowingTo(this);
        _allocation.AddTo(this);
        Add(_build);
        Add(_pull);
        Add(_removeOrphans);
        Add(_remove);
        Add(_servicePorts);
        Add(_useAliases);
        Add(_user);
        Add(_volumes);
        Add(_folder);
        Add(_terminal);
        Add(_service);
        Add(_command);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("run --rm web sh", "a shell as web would have it"),
        ("run --rm -e DEBUG=1 web dotnet test", "a job, with the database it depends on"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_servicePorts) && parsed.GetValue(_ports) is { Length: > 0 })
        {
            throw new ToolException(ToolCodes.CommandLine, "\"--publish\" and \"--service-ports\" do not go together: the service's ports are published, or those that are given. Leave one of them out.");
        }

        // Its profile may be inactive: naming it is enough.
        string service = parsed.GetRequiredValue(_service);
        ComposeProject project = await LoadAsync(parsed, [service], cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            // Whether there are streams is a part of the plan; the terminal itself is lent only when the progress has been shown.
            bool terminal = !parsed.GetValue(_noTerminal) && Tool.HasTerminal;
            RunOptions options = OptionsOf(parsed) with
            {
                Streams = new ProcessStreams { Input = parsed.GetValue(_interactive) ? Stream.Null : null, Terminal = terminal ? new TerminalWindow(0, 0) : null },
            };
            PlannedRun planned = await PrepareAsync(parsed, client, project, service, options, cancellationToken).ConfigureAwait(false);
            if (IsDryRun(parsed))
            {
                return ExitCodes.Success;
            }

            if (options.Detach)
            {
                await client.RunAsync(planned, cancellationToken).ConfigureAwait(false);
                Print(planned.Container);
                return ExitCodes.Success;
            }

            using var session = new TerminalSession(Tool, terminal, input: options.Streams.Input is not null);
            return await RunAsync(client, planned with { Options = options with { Streams = session.Streams } }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PlannedRun> PrepareAsync(ParseResult parsed, ComposeClient client, ComposeProject project, string service, RunOptions options, CancellationToken cancellationToken)
    {
        PlannedRun run = await client.PlanRunAsync(project, service, options, cancellationToken).ConfigureAwait(false);
        await ChangeAsync(
            parsed,
            outcome: null,
            async progress =>
            {
                await client.ApplyAsync(run, _unattended.On(parsed, progress), cancellationToken).ConfigureAwait(false);
                return run.Plan;
            },
            cancellationToken,
            quiet: parsed.GetValue(_quiet)).ConfigureAwait(false);
        return run;
    }

    private static async Task<int> RunAsync(ComposeClient client, PlannedRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
    }

    private RunOptions OptionsOf(ParseResult parsed) => new()
    {
        Command = parsed.GetValue(_command) is { Length: > 0 } command ? [.. command] : null,
        Entrypoint = _entrypoint.Read(parsed),
        Name = parsed.GetValue(_name),
        Detach = parsed.GetValue(_detach),
        Remove = parsed.GetValue(_remove),
        WithDependencies = !parsed.GetValue(_noDeps),
        PullPolicy = _pull.Read(parsed),
        Build = parsed.GetValue(_build) ? BuildCondition.Always : BuildCondition.Missing,
        RemoveOrphans = RemovesOrphans(parsed, _removeOrphans),
        Addresses = _allocation.Read(parsed, Variable),
        ServicePorts = parsed.GetValue(_servicePorts),
        Ports = [.. parsed.GetValue(_ports) ?? []],
        Volumes = [.. parsed.GetValue(_volumes) ?? []],
        UseAliases = parsed.GetValue(_useAliases),
        Environment = _variables.Read(parsed, SetVariable),
        EnvironmentFiles = [.. parsed.GetValue(_variableFiles) ?? []],
        Labels = KeyValues.Of(parsed.GetValue(_labels) ?? [], "--label"),
        User = parsed.GetValue(_user),
        WorkingDirectory = parsed.GetValue(_folder),
        CapAdd = [.. parsed.GetValue(_capAdd) ?? []],
        CapDrop = [.. parsed.GetValue(_capDrop) ?? []],
    };

    private static Option<string[]> Many(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };
}
