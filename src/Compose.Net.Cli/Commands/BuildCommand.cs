using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Builds images.</summary>
internal sealed class BuildCommand : ToolCommand
{
    private readonly Option<string[]> _args = new("--build-arg") { HelpName = "NAME[=VALUE]", Description = "An argument of all builds; without a value, the one of the environment." };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Use no cached layer." };
    private readonly Option<bool> _pull = new("--pull") { Description = "Fetch base images anew." };
    private readonly SizeOption _memory = new("--memory", "-m") { Description = "How much memory each step may use, for example 512m. Default: as much as it likes." };
    private readonly Option<bool> _push = new("--push") { Description = "Send each image to its registry once it is built." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show nothing of what the builds write." };
    private readonly Option<bool> _withDependencies = new("--with-dependencies") { Description = "Build the images of what the services depend on too." };
    private readonly ServiceArgument _services = new("The services whose images are built. Default: all that have a build.");

    public BuildCommand(ToolContext tool, GlobalOptions global)
        : base("build", "Build the images of the services, with the engine's own builder.", tool, global)
    {
        Add(_args);
        Add(_noCache);
        Add(_pull);
        Add(_memory);
        Add(_push);
        Add(_quiet);
        Add(_withDependencies);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("build", "all images that can be built"),
        ("build --no-cache --build-arg VERSION=7 web", "the one of web, from nothing"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var options = new BuildImagesOptions
            {
                Services = services,
                IncludeDependencies = parsed.GetValue(_withDependencies),
                Args = Args(parsed),
                NoCache = parsed.GetValue(_noCache),
                Pull = parsed.GetValue(_pull),
                Memory = parsed.GetValue(_memory),
                Push = parsed.GetValue(_push),
            };
            await ChangeAsync(parsed, "has its images", progress => client.BuildAsync(project, options, progress, cancellationToken), cancellationToken, parsed.GetValue(_quiet)).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }

    // A name that has no value in the environment either is left to the Dockerfile.
    private ImmutableSortedDictionary<string, string> Args(ParseResult parsed)
    {
        var args = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(_args) ?? [])
        {
            string[] parts = text.Split('=', 2);
            if ((parts.Length == 2 ? parts[1] : Tool.Variable(parts[0])) is { } value)
            {
                args[parts[0]] = value;
            }
        }

        return args.ToImmutable();
    }
}
