using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Makes the project's containers without starting them.</summary>
internal sealed class CreateCommand : ReconcileCommand
{
    private readonly ReconcileFlags _flags = new();
    private readonly UnattendedOptions _unattended = new();
    private readonly ServiceArgument _services = new("The services to make; what they depend on comes along. Default: all.");

    public CreateCommand(ToolContext tool, GlobalOptions global)
        : base("create", "Make what is missing, and start nothing.", tool, global)
    {
        _flags.AddTo(this);
        _unattended.AddTo(this);
        AddNetworkOptions();
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("create", "every service"),
        ("create --force-recreate web", "a new container for web, whatever is there"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _flags.Check(parsed);
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        await UpAsync(parsed, _flags.Scaled(parsed, project), WithNetworks(_flags.Options(parsed, services, Variable), parsed) with { CreateOnly = true }, "is made", cancellationToken, _unattended).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
