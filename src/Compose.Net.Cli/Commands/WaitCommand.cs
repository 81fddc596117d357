using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Waits until containers end.</summary>
internal sealed class WaitCommand : ToolCommand
{
    private readonly Option<bool> _downProject = new("--down-project") { Description = "Take the project down, orphans too, when the first container has ended." };
    private readonly Argument<string[]> _services = new("SERVICE") { Arity = ArgumentArity.OneOrMore, Description = "The services whose containers are waited for." };

    public WaitCommand(ToolContext tool, GlobalOptions global)
        : base("wait", "Return when all containers of the services have ended. The exit code is that of the container that ended first.", tool, global)
    {
        Add(_downProject);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("wait migrate", "and end with the exit code of the service"),
        ("wait --down-project tests", "and take everything down then"),
    ];

    protected override bool NeedsContainers => true;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            int? exitCode = null;
            await foreach (StoppedContainer stopped in client.WaitAsync(project, [.. parsed.GetValue(_services) ?? []], cancellationToken).ConfigureAwait(false))
            {
                Print(FormattableString.Invariant($"container \"{stopped.Name}\" exited with status code {stopped.ExitCode}"));
                exitCode ??= stopped.ExitCode;
                if (parsed.GetValue(_downProject))
                {
                    var options = new ReconcileOptions { RemoveOrphans = true };
                    await ChangeAsync(parsed, "is down", progress => client.DownAsync(project, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
                    break;
                }
            }

            return exitCode ?? ExitCodes.Success;
        },
        cancellationToken);
}
