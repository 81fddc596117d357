using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Removes unused networks.</summary>
internal sealed class NetworkPruneCommand : ToolCommand
{
    private readonly Option<bool> _force = new("--force", "-f") { Description = "Yes, remove them. The tool does not ask." };
    private readonly Option<string[]> _filters = new("--filter") { HelpName = "FILTER", Description = "Only networks with label=KEY[=VALUE], without label!=KEY[=VALUE], made before until=MOMENT." };

    public NetworkPruneCommand(ToolContext tool, GlobalOptions global)
        : base("prune", "Remove all networks that no container uses, whoever made them. Needs --force.", tool, global)
    {
        Add(_force);
        Add(_filters);
    }

    public override bool IsAboutProject => false;

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network prune -f --filter label=com.docker.compose.project=shop", "what project shop left behind")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        NetworkPruneFilter filter = PruneFilter.Of(parsed.GetValue(_filters) ?? [], Tool.Time);
        if (!parsed.GetValue(_force))
        {
            throw new ToolException(ToolCodes.CommandLine, "This removes every network that no container uses, of other projects too. Add --force if that is meant, and --filter for fewer of them.");
        }

        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            ImmutableArray<string> removed = await client.Networks.PruneAsync(filter, cancellationToken).ConfigureAwait(false);
            Print(string.Concat(removed.Select(name => name + "\n")));
            return ExitCodes.Success;
        }
    }
}
