using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Says whether one service reaches another, and why.</summary>
internal sealed class ReachCommand : ToolCommand
{
    private readonly Argument<string> _from = new("FROM") { Description = "The service that calls." };
    private readonly Argument<string> _to = new("TO") { Description = "The service that is called." };
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "text", "json");

    public ReachCommand(ToolContext tool, GlobalOptions global)
        : base("reach", "Say from the file alone whether one service reaches another, over which network, by which names, and why or why not. Exit code 0: it does; 2: it does not; 1: an error.", tool, global)
    {
        Add(_from);
        Add(_to);
        Add(_format);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("reach front db", "why front cannot talk to db"),
        ("reach api db --format json", "the same for programs"),
    ];

    protected override bool UsesEngine => false;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeProject project = await LoadAsync(parsed, cancellationToken).ConfigureAwait(false);
        (string from, string to) = (parsed.GetRequiredValue(_from), parsed.GetRequiredValue(_to));
        NamedServices.CheckEnabled(project, [from, to]);
        Reachability reachability = NetworkTopology.From(project).Between(from, to);
        Print(parsed.GetValue(_format) == "json" ? reachability.ToJson() : reachability.ToString());
        return reachability.IsReachable ? ExitCodes.Success : ExitCodes.Difference;
    }
}
