using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Brings the project up.</summary>
internal sealed class UpCommand : ReconcileCommand
{
    private readonly Option<bool> _detach = new("--detach", "-d") { Description = "Leave the containers running in the background." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Return when every service is healthy or, without a health check, running. Implies --detach." };
    private readonly SecondsOption _waitTimeout = new("--wait-timeout") { Description = "How long --wait waits for each container. Default: without end." };
    private readonly Option<bool> _noStart = new("--no-start") { Description = "Make what is missing, and start nothing." };
    private readonly ReconcileFlags _flags = new();
    private readonly UnattendedOptions _unattended = new();
    private readonly AttachedUp _attached = new();
    private readonly ServiceArgument _services = new("The services to bring up; what they depend on comes along. Default: all.");

    public UpCommand(ToolContext tool, GlobalOptions global)
        : base("up", "Make and start what is missing, and repair what differs. A second up has nothing to do.", tool, global)
    {
        Add(_detach);
        Add(_wait);
        Add(_waitTimeout);
        Add(_noStart);
        _flags.AddTo(this);
        _unattended.AddTo(this);
        AddNetworkOptions();
        _attached.AddTo(this);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("up", "bring the project of this folder up, show what it writes, and stop it with Ctrl-C"),
        ("up -d", "and leave it running"),
        ("-f compose.yaml -p shop up -d --wait", "and return when it is ready"),
        ("up -d --scale web=3 web", "three containers of web, and what it depends on"),
        ("--isolate b7 up -d", "bring a copy up beside it"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _flags.Check(parsed);
        ReconcileFlags.Exclude(parsed, _noStart, _wait);
        _attached.Exclude(parsed, _detach);
        _attached.Exclude(parsed, _wait);
        bool noStart = parsed.GetValue(_noStart);
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        ReconcileOptions options = WithNetworks(_flags.Options(parsed, services, Variable), parsed) with
        {
            Wait = parsed.GetValue(_wait),
            WaitTimeout = parsed.GetValue(_waitTimeout),
            CreateOnly = noStart,
        };
        project = _flags.Scaled(parsed, project);
        _attached.Check(parsed, project);
        if (!parsed.GetValue(_detach) && !parsed.GetValue(_wait) && !noStart && !IsDryRun(parsed))
        {
            return await StayAsync(parsed, project, options, cancellationToken).ConfigureAwait(false);
        }

        await UpAsync(parsed, project, options, noStart ? "is made" : "is up", cancellationToken, _unattended).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    /// <summary>Brings up, shows what the containers write, and stops them when it is told to.</summary>
    private async Task<int> StayAsync(ParseResult parsed, ComposeProject project, ReconcileOptions options, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            AttachedOutput attached = await _attached.ListenAsync(parsed, client, project, options.Services, cancellationToken).ConfigureAwait(false);
            await using (attached.ConfigureAwait(false))
            {
                try
                {
                    await ChangeAsync(parsed, "is up", progress => client.UpAsync(project, options, _unattended.On(parsed, progress), cancellationToken), cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    await AttachedUp.StopAsync(Tool, Messages, () => ConnectWithoutPatienceAsync(parsed), project, options).ConfigureAwait(false);
                    return ExitCodes.Cancelled;
                }

                return await _attached.ShowAsync(parsed, Tool, Messages, () => ConnectWithoutPatienceAsync(parsed), project, options, attached, OutputHasColours(parsed), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
