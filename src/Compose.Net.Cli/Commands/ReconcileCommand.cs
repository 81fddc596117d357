using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>A command that brings networks and containers to what the file says, or tells what that would take.</summary>
internal abstract class ReconcileCommand(string name, string description, ToolContext tool, GlobalOptions global) : ToolCommand(name, description, tool, global)
{
    private readonly NetworkOptions _networks = new();
    private readonly AllocationOptions _allocation = new();

    protected override bool TellsWhatCopiesShare => true;

    protected void AddNetworkOptions()
    {
        _networks.AddTo(this);
        _allocation.AddTo(this);
    }

    /// <summary>Adds to what a command wants how far it may go with networks, and how their subnets are chosen.</summary>
    protected ReconcileOptions WithNetworks(ReconcileOptions options, ParseResult parsed) => _networks.On(options, parsed) with { Addresses = _allocation.Read(parsed, Variable) };

    /// <summary>Brings the engine to what the project says.</summary>
    /// <exception cref="ComposePlanException">The plan has errors.</exception>
    protected async Task UpAsync(ParseResult parsed, ComposeProject project, ReconcileOptions options, string outcome, CancellationToken cancellationToken, UnattendedOptions? unattended = null)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            await ChangeAsync(parsed, outcome, progress => client.UpAsync(project, options, unattended?.On(parsed, progress) ?? progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }
}
