using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Lists networks.</summary>
internal sealed class NetworkListCommand : ToolCommand
{
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print the ids only." };
    private readonly Option<bool> _noTruncation = new("--no-trunc") { Description = "Print whole ids." };
    private readonly Option<string[]> _filters = new("--filter", "-f") { HelpName = "FILTER", Description = "Only networks with driver=NAME, label=KEY or label=KEY=VALUE, name=PATTERN, id=PATTERN (regular expressions, found anywhere), scope=local or swarm, type=custom or builtin, dangling=true or false (used by no container, or by some). Of several of one kind any must hold, but all labels; of several kinds each." };
    private readonly ChoiceOption _format = new("--format", "The form of the output: a table, or one JSON object a line.", "table", "json");

    public NetworkListCommand(ToolContext tool, GlobalOptions global)
        : base("ls", "List networks with their subnets and whose they are.", tool, global)
    {
        Aliases.Add("list");
        Add(_quiet);
        Add(_noTruncation);
        Add(_filters);
        Add(_format);
    }

    public override bool IsAboutProject => false;

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("network ls", "all networks"),
        ("network ls --filter label=com.docker.compose.project=shop", "those of one project"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] asked = parsed.GetValue(_filters) ?? [];
        Func<ObservedNetwork, IReadOnlySet<string>, bool> filter = NetworkFilter.Of(asked);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            ImmutableArray<ObservedNetwork> all = await client.Networks.ListAsync(cancellationToken).ConfigureAwait(false);
            ImmutableArray<ObservedNetwork> unused = asked.Any(NetworkFilter.NeedsUnused) ? await client.Networks.ListUnusedAsync(cancellationToken).ConfigureAwait(false) : [];
            var dangling = unused.Select(network => network.Id).ToHashSet(StringComparer.Ordinal);
            ObservedNetwork[] found = [.. all.Where(network => filter(network, dangling))];
            bool whole = parsed.GetValue(_noTruncation);
            Print(parsed.GetValue(_quiet) ? string.Concat(found.Select(network => NetworkTable.Id(network, whole) + "\n"))
                : parsed.GetValue(_format) == "json" ? NetworkTable.Json(found, whole)
                : NetworkTable.Write(found, whole));
            return ExitCodes.Success;
        }
    }
}
