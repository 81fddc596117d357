using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>A command that works on containers as they are.</summary>
internal abstract class LifecycleCommand : ToolCommand
{
    private readonly ServiceArgument _services;

    protected LifecycleCommand(string name, string description, string services, string outcome, ToolContext tool, GlobalOptions global)
        : base(name, description, tool, global)
    {
        _services = new ServiceArgument(services);
        Outcome = outcome;
        Add(_services);
    }

    /// <summary>What the project is in the end, for example <c>is stopped</c>.</summary>
    protected string Outcome { get; }

    /// <summary>Plans the verb, carries it out, and returns the plan.</summary>
    protected abstract Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken);

    protected ImmutableArray<string> Services(ParseResult parsed) => [.. parsed.GetValue(_services) ?? []];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            await ChangeAsync(parsed, Outcome, progress => DoAsync(parsed, client, project, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        },
        cancellationToken);
}
