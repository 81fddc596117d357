using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Takes the project down.</summary>
internal sealed class DownCommand : ToolCommand
{
    private readonly Option<bool> _volumes = new("--volumes", "-v") { Description = "Remove the project's volumes too, with all they hold." };
    private readonly Option<bool> _removeOrphans = new("--remove-orphans") { Description = "Remove containers and networks of the project that the file no longer mentions, and containers made with run." };
    private readonly Option<bool> _detachForeign = new("--detach-foreign") { Description = "Unplug what is not the project's from its networks, which stay otherwise. It is not plugged in again: they are gone." };
    private readonly TimeoutOption _timeout = new();
    private readonly ChoiceOption _rmi = new("--rmi", "Which images are removed too: all, or local for those that were built and have no name in the file.", "none", "local", "all");
    private readonly ServiceArgument _services = new("The services to take down, and no others. Default: all.");

    public DownCommand(ToolContext tool, GlobalOptions global)
        : base("down", "Stop and remove the project's containers and networks. Volumes stay unless -v is given.", tool, global)
    {
        Add(_volumes);
        Add(_removeOrphans);
        Add(_detachForeign);
        Add(_timeout);
        Add(_rmi);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("down", "containers and networks go, volumes stay"),
        ("down -v -t 2", "volumes go too, and each stop waits 2 seconds"),
        ("-p shop down", "all of a project of which only the name is known"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            await ChangeAsync(parsed, "is down", progress => client.DownAsync(project, OptionsOf(parsed), progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        },
        cancellationToken);

    private ReconcileOptions OptionsOf(ParseResult parsed) => new()
    {
        Services = [.. parsed.GetValue(_services) ?? []],
        RemoveVolumes = parsed.GetValue(_volumes),
        RemoveOrphans = IsFound || RemovesOrphans(parsed, _removeOrphans),
        DetachForeign = parsed.GetValue(_detachForeign),
        StopTimeout = parsed.GetValue(_timeout),
        RemoveImages = parsed.GetValue(_rmi) switch { "local" => ImageRemoval.Local, "all" => ImageRemoval.All, _ => ImageRemoval.None },
    };
}
