using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Prints what the engine says of networks.</summary>
internal sealed class NetworkInspectCommand : ToolCommand
{
    private readonly Argument<string[]> _names = new("NETWORK") { Arity = ArgumentArity.OneOrMore, Description = "Names, ids or the beginnings of ids." };

    public NetworkInspectCommand(ToolContext tool, GlobalOptions global)
        : base("inspect", "Print what the engine says of networks, as a JSON array.", tool, global)
    {
        Add(_names);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network inspect shop_edge", "its settings, and who is plugged in")];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var found = new List<string>();
            foreach (string name in parsed.GetRequiredValue(_names))
            {
                found.Add((await client.Networks.ReadJsonAsync(name, cancellationToken).ConfigureAwait(false))?.Trim()
                    ?? throw new ToolException(ToolCodes.NoSuchNetwork, $"The engine has no network \"{name}\". List them with \"{ToolRootCommand.ToolName} network ls\"."));
            }

            Print($"[{string.Join(",\n", found)}]");
            return ExitCodes.Success;
        }
    }
}
