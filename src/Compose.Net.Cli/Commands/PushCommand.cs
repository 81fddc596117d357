using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Sends images to their registries.</summary>
internal sealed class PushCommand : ImageCommand
{
    private readonly Option<bool> _ignoreFailures = new("--ignore-push-failures") { Description = "Report an image that cannot be sent, and go on." };
    private readonly Option<bool> _includeDependencies = new("--include-deps") { Description = "Send the images of what the services depend on too." };

    public PushCommand(ToolContext tool, GlobalOptions global)
        : base("push", "Send the images that were built for the services to their registries.", "has pushed its images", tool, global)
    {
        Add(_ignoreFailures);
        Add(_includeDependencies);
        Add(Quiet);
        Add(Services);
    }

    protected override Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Show no progress." };

    protected override ServiceArgument Services { get; } = new("The services whose images are sent. Default: all that have a build.");

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("push", "all images that are built, with their tags"),
        ("push --ignore-push-failures web", "the one of web, whatever its registry says"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, ImmutableArray<string> services, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) => client.PushAsync(
        project,
        new PushImagesOptions
        {
            Services = services,
            IncludeDependencies = parsed.GetValue(_includeDependencies),
            IgnoreFailures = parsed.GetValue(_ignoreFailures),
        },
        progress,
        cancellationToken);
}
