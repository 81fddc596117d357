using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Starts containers that do not run.</summary>
internal sealed class StartCommand : LifecycleCommand
{
    private readonly Option<bool> _wait = new("--wait") { Description = "Return when every container is healthy or, without a health check, running." };
    private readonly SecondsOption _waitTimeout = new("--wait-timeout") { Description = "How long --wait waits for each container. Default: without end." };

    public StartCommand(ToolContext tool, GlobalOptions global)
        : base("start", "Start containers that do not run, dependencies first. Makes none: \"up\" does.", "The services to start, with all they depend on. Default: all.", "is started", tool, global)
    {
        Add(_wait);
        Add(_waitTimeout);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("start", "every service that was stopped"),
        ("start --wait web", "one service with what it depends on, and return when they are ready"),
    ];

    protected override bool NeedsContainers => true;

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.StartAsync(project, new StartOptions { Services = Services(parsed), Wait = parsed.GetValue(_wait), WaitTimeout = parsed.GetValue(_waitTimeout) }, progress, cancellationToken);
}
