using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Sends containers a signal.</summary>
internal sealed class KillCommand : LifecycleCommand
{
    private readonly Option<string> _signal = new("--signal", "-s") { HelpName = "SIGNAL", Description = "The signal, by name or number. Default: SIGKILL.", DefaultValueFactory = _ => "SIGKILL" };
    private readonly Option<bool> _removeOrphans = new("--remove-orphans") { Description = "Kill and remove containers of services too that the file no longer mentions." };

    public KillCommand(ToolContext tool, GlobalOptions global)
        : base("kill", "Send containers a signal, dependents first.", "The services, and no others. Default: all.", "is sent the signal", tool, global)
    {
        Add(_removeOrphans);
        Add(_signal);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("kill", "end every process at once"),
        ("kill -s SIGHUP web", "have one service read its settings again"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.KillAsync(project, new KillOptions { Services = Services(parsed), Signal = parsed.GetValue(_signal)!, RemoveOrphans = parsed.GetValue(_removeOrphans) }, progress, cancellationToken); // The signal has a default.
}
