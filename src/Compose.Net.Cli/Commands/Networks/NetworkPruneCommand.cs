using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Removes unused networks.</summary>
internal sealed class NetworkPruneCommand : ToolCommand
{
    private const string LabelFilter = "label=";

    private readonly Option<bool> _force = new("--force", "-f") { Description = "Yes, remove them. The tool does not ask." };
    private readonly Option<string[]> _filters = new("--filter") { HelpName = "label=KEY[=VALUE]", Description = "Only networks with this label." };

    public NetworkPruneCommand(ToolContext tool, GlobalOptions global)
        : base("prune", "Remove all networks that no container uses, whoever made them. Needs --force.", tool, global)
    {
        Add(_force);
        Add(_filters);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network prune -f --filter label=com.docker.compose.project=shop", "what project shop left behind")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] filters = parsed.GetValue(_filters) ?? [];
        if (filters.FirstOrDefault(filter => !filter.StartsWith(LabelFilter, StringComparison.Ordinal)) is { } unknown)
        {
            throw new ToolException(ToolCodes.CommandLine, $"\"{unknown}\" is no filter here. Use label=KEY or label=KEY=VALUE.");
        }

        if (!parsed.GetValue(_force))
        {
            throw new ToolException(ToolCodes.CommandLine, "This removes every network that no container uses, of other projects too. Add --force if that is meant, and --filter for fewer of them.");
        }

        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            ImmutableArray<string> removed = await client.Networks.PruneAsync(KeyValues.Of([.. filters.Select(filter => filter[LabelFilter.Length..])], "--filter"), cancellationToken).ConfigureAwait(false);
            Print(string.Concat(removed.Select(name => name + "\n")));
            return ExitCodes.Success;
        }
    }
}
