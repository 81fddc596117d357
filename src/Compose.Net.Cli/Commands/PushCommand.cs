using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Sends images to their registries.</summary>
internal sealed class PushCommand : ToolCommand
{
    private readonly Option<bool> _ignoreFailures = new("--ignore-push-failures") { Description = "Report an image that cannot be sent, and go on." };
    private readonly Option<bool> _includeDependencies = new("--include-deps") { Description = "Send the images of what the services depend on too." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show no progress." };
    private readonly ServiceArgument _services = new("The services whose images are sent. Default: all that have a build.");

    public PushCommand(ToolContext tool, GlobalOptions global)
        : base("push", "Send the images that were built for the services to their registries.", tool, global)
    {
        Add(_ignoreFailures);
        Add(_includeDependencies);
        Add(_quiet);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("push", "all images that are built, with their tags"),
        ("push --ignore-push-failures web", "the one of web, whatever its registry says"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var options = new PushImagesOptions
            {
                Services = services,
                IncludeDependencies = parsed.GetValue(_includeDependencies),
                IgnoreFailures = parsed.GetValue(_ignoreFailures),
            };
            await ChangeAsync(parsed, "has pushed its images", progress => client.PushAsync(project, options, progress, cancellationToken), cancellationToken, parsed.GetValue(_quiet)).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }
}
