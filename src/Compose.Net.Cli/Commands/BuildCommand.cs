using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Builds images.</summary>
internal sealed class BuildCommand : ImageCommand
{
    // Scripts give them; docker compose takes them, too, and does nothing with them.
    private static readonly string[] WithoutMeaning = ["--compress", "--force-rm", "--no-rm"];

    private readonly VariablesOption _args = new("--build-arg", "An argument of all builds; without a value, the variable of that name, which may stand in an env file.");
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Use no cached layer." };
    private readonly Option<bool> _pull = new("--pull") { Description = "Fetch base images anew." };
    private readonly SizeOption _memory = new("--memory", "-m") { Description = "How much memory each step may use, for example 512m. Default: as much as it likes." };
    private readonly Option<bool> _push = new("--push") { Description = "Send each image to its registry once it is built." };
    private readonly Option<bool> _withDependencies = new("--with-dependencies") { Description = "Build the images of what the services depend on too." };

    public BuildCommand(ToolContext tool, GlobalOptions global)
        : base("build", "Build the images of the services, with the engine's own builder.", "has its images", tool, global)
    {
        Add(_args);
        Add(_noCache);
        Add(_pull);
        Add(_memory);
        Add(_push);
        Add(Quiet);
        Add(_withDependencies);
        Add(Services);
        foreach (string name in WithoutMeaning)
        {
            Add(new Option<bool>(name) { Hidden = true });
        }
    }

    protected override Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Show nothing of what the builds write." };

    protected override ServiceArgument Services { get; } = new("The services whose images are built. Default: all that have a build.");

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("build", "all images that can be built"),
        ("build --no-cache --build-arg VERSION=7 web", "the one of web, from nothing"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, ImmutableArray<string> services, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) => client.BuildAsync(
        project,
        new BuildImagesOptions
        {
            Services = services,
            IncludeDependencies = parsed.GetValue(_withDependencies),
            Args = _args.Read(parsed, SetVariable),
            NoCache = parsed.GetValue(_noCache),
            Pull = parsed.GetValue(_pull),
            Memory = parsed.GetValue(_memory),
            Push = parsed.GetValue(_push),
        },
        progress,
        cancellationToken);
}
