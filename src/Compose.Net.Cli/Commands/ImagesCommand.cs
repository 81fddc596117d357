using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands;

/// <summary>Lists the images of the project's containers.</summary>
internal sealed class ImagesCommand : ToolCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "table", "json");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print the ids alone, each once." };
    private readonly ServiceArgument _services = new("The services whose containers are looked at. Default: all.");

    public ImagesCommand(ToolContext tool, GlobalOptions global)
        : base("images", "List the images that the project's containers were made of.", tool, global)
    {
        Add(_format);
        Add(_quiet);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("images", "each container with its image"),
        ("images -q", "the ids, for docker image rm and its like"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            string[] services = parsed.GetValue(_services) ?? [];
            NamedServices.Check(project, services);
            ImmutableArray<ContainerImage> all = await client.ListImagesAsync(project, cancellationToken).ConfigureAwait(false);
            ContainerImage[] images = [.. all.Where(entry => services.Length == 0 || services.Contains(entry.Container.Service, StringComparer.Ordinal))];
            Print(parsed.GetValue(_quiet) ? ImageTable.Ids(images)
                : parsed.GetValue(_format) == "json" ? ImageJson.Write(images)
                : ImageTable.Write(images, TimeProvider.System.GetUtcNow()));
            return ExitCodes.Success;
        },
        cancellationToken);
}
