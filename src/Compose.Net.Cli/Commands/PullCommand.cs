using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Fetches images.</summary>
internal sealed class PullCommand : ToolCommand
{
    private readonly PullPolicyOption _policy = new("--policy", "always", "missing");
    private readonly Option<bool> _ignoreFailures = new("--ignore-pull-failures") { Description = "Report an image that cannot be fetched, and go on." };
    private readonly Option<bool> _includeDependencies = new("--include-deps") { Description = "Fetch the images of what the services depend on too." };
    private readonly Option<bool> _ignoreBuildable = new("--ignore-buildable") { Description = "Leave out images that can be built." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show no progress." };
    private readonly ServiceArgument _services = new("The services whose images are fetched. Default: all.");

    public PullCommand(ToolContext tool, GlobalOptions global)
        : base("pull", "Fetch the images of the services from their registries.", tool, global)
    {
        Add(_policy);
        Add(_ignoreFailures);
        Add(_includeDependencies);
        Add(_ignoreBuildable);
        Add(_quiet);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("pull", "the images of all services, each once"),
        ("pull --policy missing db", "the one of db, unless the engine has it"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var options = new PullImagesOptions
            {
                Services = services,
                IncludeDependencies = parsed.GetValue(_includeDependencies),
                Policy = _policy.Read(parsed),
                IgnoreBuildable = parsed.GetValue(_ignoreBuildable),
                IgnoreFailures = parsed.GetValue(_ignoreFailures),
            };
            await ChangeAsync(parsed, "has its images", progress => client.PullAsync(project, options, progress, cancellationToken), cancellationToken, parsed.GetValue(_quiet)).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }
}
