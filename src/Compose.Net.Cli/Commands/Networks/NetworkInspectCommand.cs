using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Prints what the engine says of networks.</summary>
internal sealed class NetworkInspectCommand : ToolCommand
{
    private const string Json = "json";

    private readonly Argument<string[]> _names = new("NETWORK") { Arity = ArgumentArity.OneOrMore, Description = "Names, ids or the beginnings of ids." };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Tell of a swarm's services and tasks on it too." };
    private readonly Option<string> _format = new("--format", "-f") { HelpName = "json", DefaultValueFactory = _ => Json, Description = "The form of the output. Templates of the docker command are not read: give the JSON to jq, for example, \"... | jq -r '.[0].Id'\"." };

    public NetworkInspectCommand(ToolContext tool, GlobalOptions global)
        : base("inspect", "Print what the engine says of networks, as a JSON array.", tool, global)
    {
        Add(_names);
        Add(_verbose);
        Add(_format);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network inspect shop_edge", "its settings, and who is plugged in")];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_format) is { } form && form != Json)
        {
            throw new ToolException(ToolCodes.CommandLine, $"\"{form}\" is no form of the output here, which is always JSON: templates are not read. Give it to a program that picks from JSON, for example \"{ToolRootCommand.ToolName} network inspect {parsed.GetRequiredValue(_names)[0]} | jq -r '.[0].Id'\".");
        }

        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var found = new List<string>();
            var missing = new List<string>();
            foreach (string name in parsed.GetRequiredValue(_names))
            {
                if (await client.Networks.ReadJsonAsync(name, parsed.GetValue(_verbose), cancellationToken).ConfigureAwait(false) is { } json)
                {
                    found.Add(json.Trim());
                }
                else
                {
                    missing.Add($"\"{name}\"");
                }
            }

            Print($"[{string.Join(",\n", found)}]");
            return missing.Count == 0
                ? ExitCodes.Success
                : throw new ToolException(ToolCodes.NoSuchNetwork, $"The engine has no network {string.Join(", ", missing)}. List them with \"{ToolRootCommand.ToolName} network ls\".");
        }
    }
}
