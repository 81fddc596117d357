using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints the project as it is understood, or one side of it.</summary>
internal sealed class ConfigCommand : ToolCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "yaml", "json");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing, only check." };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write to a file in place of standard output." };
    private readonly Option<bool> _services = Switch("--services", "Print the names of the services.");
    private readonly Option<bool> _volumes = Switch("--volumes", "Print the keys of the volumes that are used.");
    private readonly Option<bool> _networks = Switch("--networks", "Print the keys of the networks that are used.");
    private readonly Option<string?> _hash = new("--hash") { HelpName = "SERVICE|*", Description = "Print each service with the hash that tells whether its containers must be made anew. Several names are separated by commas." };
    private readonly Option<bool> _profiles = Switch("--profiles", "Print the profiles of all services.");
    private readonly Option<bool> _images = Switch("--images", "Print the images of the services, and those of their pre_start hooks.");
    private readonly Option<bool> _variables = Switch("--variables", "Print the variables that the files use.");
    private readonly Option<bool> _environment = Switch("--environment", "Print the values that variables are looked up in.");
    private readonly Option<bool> _noInterpolate = Switch("--no-interpolate", "Leave variables as they are written. The services named have no part in it.");
    private readonly Option<bool> _noNormalize = Switch("--no-normalize", "Leave out what a file need not say: names on the engine, the default network, implied dependencies.");
    private readonly Option<bool> _noPathResolution = Switch("--no-path-resolution", "Leave relative paths as they are.");
    private readonly Option<bool> _noConsistency = Switch("--no-consistency", "Do not check whether services, networks and volumes fit together.");
    private readonly Option<bool> _noEnvironment = Switch("--no-env-resolution", "Do not read the env files of services.");
    private readonly Argument<string[]> _named = new("SERVICE") { Arity = ArgumentArity.ZeroOrMore, Description = "The services to print, with all they depend on." };

    public ConfigCommand(ToolContext tool, GlobalOptions global)
        : base("config", "Check the compose files and print the project they come to.", tool, global)
    {
        Add(_format);
        Add(_quiet);
        Add(_output);
        Add(_services);
        Add(_volumes);
        Add(_networks);
        Add(_hash);
        Add(_profiles);
        Add(_images);
        Add(_variables);
        Add(_environment);
        Add(_noInterpolate);
        Add(_noNormalize);
        Add(_noPathResolution);
        Add(_noConsistency);
        Add(_noEnvironment);
        Add(_named);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("config -q", "check, and say nothing where all is well"),
        ("config --format json", "the shape of docker compose config --format json"),
        ("config --variables", "what the files want to be told"),
        ("config --hash '*'", "each service with its hash"),
    ];

    protected override bool UsesEngine => false;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (Tool.OwnsProcess)
        {
            LateCollection.Begin();
        }

        string text = await TextAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_output) is not { } file)
        {
            Print(text);
        }
        else if (!IsQuiet(parsed))
        {
            await OutputFile.WriteAsync(file, text, cancellationToken).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }

    // One at a time; of several, the first of these, as the docker command has it.
    private async Task<string> TextAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool json = parsed.GetValue(_format) == "json";
        if (!parsed.GetValue(_services) && !parsed.GetValue(_volumes) && !parsed.GetValue(_networks))
        {
            ReconcileFlags.Exclude(parsed, _noInterpolate, _hash, _images);
        }

        if (parsed.GetValue(_noInterpolate) && !parsed.GetValue(_profiles) && !parsed.GetValue(_environment))
        {
            MergedComposeFile merged = await MergeAsync(parsed, options => With(parsed, options), cancellationToken).ConfigureAwait(false);
            return parsed.GetValue(_services) ? Lines(merged.Services)
                : parsed.GetValue(_volumes) ? Lines(merged.Volumes)
                : parsed.GetValue(_networks) ? Lines(merged.Networks)
                : parsed.GetValue(_variables) ? VariableTable.Write(merged.Variables, json)
                : parsed.GetValue(_quiet) ? ""
                : json ? merged.ToJson()
                : merged.ToYaml();
        }

        if (parsed.GetValue(_variables) && !IsList(parsed))
        {
            return VariableTable.Write((await MergeAsync(parsed, options => With(parsed, options), cancellationToken).ConfigureAwait(false)).Variables, json);
        }

        ComposeFileResult result = await LoadResultAsync(parsed, options => With(parsed, options), cancellationToken).ConfigureAwait(false);
        ComposeProject project = result.Project!; // What failed was thrown.
        return parsed.GetValue(_services) ? Lines(project.Services.Keys)
            : parsed.GetValue(_volumes) ? Lines(project.Volumes.Keys)
            : parsed.GetValue(_networks) ? Lines(project.Networks.Keys)
            : parsed.GetValue(_hash) is { } hash ? ServiceLists.Hashes(project, hash)
            : parsed.GetValue(_profiles) ? Lines(ServiceLists.Profiles(project))
            : parsed.GetValue(_images) ? Lines(ServiceLists.Images(project))
            : parsed.GetValue(_environment) ? Lines(result.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}"))
            : parsed.GetValue(_quiet) ? ""
            : json ? ComposeFile.ToJson(project)
            : ComposeFile.ToYaml(project);
    }

    private ComposeFileOptions With(ParseResult parsed, ComposeFileOptions options) => options with
    {
        // The lists are of the whole project, except that of the images.
        Services = parsed.GetValue(_services) || parsed.GetValue(_profiles) ? [] : [.. parsed.GetValue(_named) ?? []],
        Normalize = !parsed.GetValue(_noNormalize),
        ResolvePaths = !parsed.GetValue(_noPathResolution),
        CheckConsistency = !parsed.GetValue(_noConsistency),
        ResolveEnvironmentFiles = !parsed.GetValue(_noEnvironment),
    };

    private bool IsList(ParseResult parsed) =>
        parsed.GetValue(_services) || parsed.GetValue(_volumes) || parsed.GetValue(_networks) || parsed.GetValue(_hash) is not null
        || parsed.GetValue(_profiles) || parsed.GetValue(_images);

    private bool IsQuiet(ParseResult parsed) =>
        parsed.GetValue(_quiet) && !IsList(parsed) && !parsed.GetValue(_variables) && !parsed.GetValue(_environment);

    private static string Lines(IEnumerable<string> names) => string.Concat(names.Select(name => name + "\n"));

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description };
}
