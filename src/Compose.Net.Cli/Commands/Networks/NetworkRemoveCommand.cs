using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Removes networks.</summary>
internal sealed class NetworkRemoveCommand : ToolCommand
{
    private readonly Argument<string[]> _names = new("NETWORK") { Arity = ArgumentArity.OneOrMore, Description = "Names, ids or the beginnings of ids." };

    public NetworkRemoveCommand(ToolContext tool, GlobalOptions global)
        : base("rm", "Remove networks that nobody is plugged into.", tool, global)
    {
        Aliases.Add("remove");
        Add(_names);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network rm front back", "remove two networks")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            foreach (string name in parsed.GetRequiredValue(_names))
            {
                await client.Networks.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
                Print(name);
            }

            return ExitCodes.Success;
        }
    }
}
