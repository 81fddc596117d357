using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands;

/// <summary>Lists the projects of the engine.</summary>
internal sealed class LsCommand : ToolCommand
{
    private const string ByName = "name=";

    private readonly Option<bool> _all = new("--all", "-a") { Description = "Show projects too of which nothing runs." };
    private readonly Option<string[]> _filter = new("--filter") { HelpName = "name=PATTERN", Description = "Show projects only whose name has such a part. The pattern is a regular expression; of several, one is enough." };
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "table", "json");
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only the names." };

    public LsCommand(ToolContext tool, GlobalOptions global)
        : base("ls", "List the projects that the engine has containers of, whoever made them.", tool, global)
    {
        _filter.Validators.Add(result =>
        {
            foreach (string filter in result.Tokens.Select(token => token.Value).Where(filter => !IsPattern(filter)))
            {
                result.AddError($"Option \"--filter\" does not know \"{filter}\". It takes name= with a regular expression behind it.");
            }
        });
        Add(_all);
        Add(_filter);
        Add(_format);
        Add(_quiet);
    }

    public override bool IsAboutProject => false;

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("ls", "what runs"),
        ("ls -a --format json", "all projects, for programs"),
        ("ls -q --filter name=^shop", "the names that begin so"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            bool all = parsed.GetValue(_all);
            string[] patterns = [.. (parsed.GetValue(_filter) ?? []).Select(filter => filter[ByName.Length..])];
            ListedProject[] projects =
            [
                .. (await client.ListProjectsAsync(cancellationToken).ConfigureAwait(false))
                    .Select(project => all ? project : project with { Containers = [.. project.Containers.Where(container => container.IsActive)] })
                    .Where(project => !project.Containers.IsEmpty && (patterns.Length == 0 || patterns.Any(pattern => Regex.IsMatch(project.Name, pattern)))),
            ];
            Print(parsed.GetValue(_quiet) ? string.Concat(projects.Select(project => project.Name + "\n"))
                : parsed.GetValue(_format) == "json" ? ProjectList.Json(projects)
                : ProjectList.Table(projects));
            return ExitCodes.Success;
        }
    }

    private static bool IsPattern(string filter)
    {
        try
        {
            return filter.StartsWith(ByName, StringComparison.Ordinal) && Regex.IsMatch("", filter[ByName.Length..]) is var _;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }
}
