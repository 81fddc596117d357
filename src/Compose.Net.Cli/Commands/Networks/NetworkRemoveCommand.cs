using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Removes networks.</summary>
internal sealed class NetworkRemoveCommand : ToolCommand
{
    private readonly Argument<string[]> _names = new("NETWORK") { Arity = ArgumentArity.OneOrMore, Description = "Names, ids or the beginnings of ids." };

    private readonly Option<bool> _force = new("--force", "-f") { Description = "One that is not there is no error." };

    public NetworkRemoveCommand(ToolContext tool, GlobalOptions global)
        : base("rm", "Remove networks that nobody is plugged into.", tool, global)
    {
        Aliases.Add("remove");
        Add(_names);
        Add(_force);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network rm front back", "remove two networks")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            // As with the docker command: one that cannot go keeps none of the others.
            int exitCode = ExitCodes.Success;
            foreach (string name in parsed.GetRequiredValue(_names))
            {
                try
                {
                    if (!parsed.GetValue(_force) || await client.Networks.FindAsync(name, cancellationToken).ConfigureAwait(false) is not null)
                    {
                        await client.Networks.RemoveAsync(name, cancellationToken).ConfigureAwait(false);
                        Print(name);
                    }
                }
                catch (ComposeEngineException exception)
                {
                    Messages.Fail(ErrorLines.Of(exception, debug: false));
                    exitCode = ExitCodes.Failure;
                }
            }

            return exitCode;
        }
    }
}
