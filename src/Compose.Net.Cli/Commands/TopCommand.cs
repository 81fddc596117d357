using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands;

/// <summary>Shows the processes of the containers.</summary>
internal sealed class TopCommand : ToolCommand
{
    private readonly ServiceArgument _services = new("The services to look at, and no others. Default: all.");

    public TopCommand(ToolContext tool, GlobalOptions global)
        : base("top", "Show the processes of the project's containers.", tool, global) => Add(_services);

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("top", "every service"), ("top web db", "two of them")];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            Print(ProcessTable.Write(await client.TopAsync(project, [.. parsed.GetValue(_services) ?? []], cancellationToken).ConfigureAwait(false)));
            return ExitCodes.Success;
        },
        cancellationToken);
}
