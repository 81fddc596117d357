using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Stops containers and starts them again.</summary>
internal sealed class RestartCommand : LifecycleCommand
{
    private readonly TimeoutOption _timeout = new();
    private readonly Option<bool> _noDeps = new("--no-deps") { Description = "Leave services alone that depend on a named one with \"restart: true\", or share a namespace of it." };

    public RestartCommand(ToolContext tool, GlobalOptions global)
        : base("restart", "Stop containers, dependents first, and start them again, dependencies first. What the file says by now does not matter: \"up\" brings that about.", "The services to restart, with those that asked to be restarted with them. Default: all.", "is restarted", tool, global)
    {
        Add(_noDeps);
        Add(_timeout);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("restart", "every service"),
        ("restart --no-deps db", "one service alone"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.RestartAsync(project, new RestartOptions { Services = Services(parsed), Timeout = parsed.GetValue(_timeout), WithDependents = !parsed.GetValue(_noDeps) }, progress, cancellationToken);
}
