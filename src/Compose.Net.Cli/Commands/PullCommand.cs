using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Fetches images.</summary>
internal sealed class PullCommand : ImageCommand
{
    private readonly PullPolicyOption _policy = new("--policy", "always", "missing");
    private readonly Option<bool> _ignoreFailures = new("--ignore-pull-failures") { Description = "Report an image that cannot be fetched, and go on." };
    private readonly Option<bool> _ignoreBuildable = new("--ignore-buildable") { Description = "Leave out images that can be built." };
    private readonly Option<bool> _includeDependencies = new("--include-deps") { Description = "Fetch the images of what the services depend on too." };

    public PullCommand(ToolContext tool, GlobalOptions global)
        : base("pull", "Fetch the images of the services from their registries.", "has its images", tool, global)
    {
        Add(_policy);
        Add(_ignoreFailures);
        Add(_includeDependencies);
        Add(_ignoreBuildable);
        Add(Quiet);
        Add(Services);
    }

    protected override Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Show no progress." };

    protected override ServiceArgument Services { get; } = new("The services whose images are fetched. Default: all.");

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("pull", "the images of all services, each once"),
        ("pull --policy missing db", "the one of db, unless the engine has it"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, ImmutableArray<string> services, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) => client.PullAsync(
        project,
        new PullImagesOptions
        {
            Services = services,
            IncludeDependencies = parsed.GetValue(_includeDependencies),
            Policy = _policy.Read(parsed),
            IgnoreBuildable = parsed.GetValue(_ignoreBuildable),
            IgnoreFailures = parsed.GetValue(_ignoreFailures),
        },
        progress,
        cancellationToken);
}
