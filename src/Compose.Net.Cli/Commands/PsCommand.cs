using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Lists the project's containers.</summary>
internal sealed class PsCommand : ToolCommand
{
    private static readonly string[] States = ["paused", "restarting", "removing", "running", "dead", "created", "exited"];

    private readonly Option<bool> _all = new("--all", "-a") { Description = "Show stopped containers too, and those made with run." };
    private readonly Option<string[]> _filter = new("--filter") { HelpName = "status=STATE", Description = "Show containers in that state only, as --status does." };
    private readonly ChoiceOption _format = new("--format", "The form of the output; json is one object a line.", "table", "json");
    private readonly Option<bool> _noTrunc = new("--no-trunc") { Description = "Do not cut ids, commands and mounts in the JSON output." };
    private readonly Option<bool> _orphans = new("--orphans") { Description = "Show containers too whose service the file no longer mentions. Default: true.", DefaultValueFactory = _ => true };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only the ids." };
    private readonly Option<bool> _services = new("--services") { Description = "Print only the names of the services that have such containers." };
    private readonly Option<string[]> _status = new("--status") { HelpName = "STATE", Description = $"Show containers in that state only: {string.Join(", ", States)}. May be given several times." };
    private readonly ServiceArgument _named = new("The services to show, and no others. Default: all.");

    public PsCommand(ToolContext tool, GlobalOptions global)
        : base("ps", "List the project's containers with their state, ports and networks.", tool, global)
    {
        _status.Validators.Add(result => Check(result.Tokens.Select(token => token.Value), "--status", result.AddError));
        _filter.Validators.Add(result => Check(result.Tokens.Select(token => StatusOf(token.Value)), "--filter", result.AddError));
        Add(_all);
        Add(_filter);
        Add(_format);
        Add(_noTrunc);
        Add(_orphans);
        Add(_quiet);
        Add(_services);
        Add(_status);
        Add(_named);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("ps", "what runs"),
        ("ps -a --format json", "all containers, for programs"),
        ("ps --status exited -q", "the ids of what ended"),
        ("-p shop ps", "a project of which only the name is known"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            ImmutableArray<ListedContainer> containers = await client.ListContainersAsync(project, [.. parsed.GetValue(_named) ?? []], cancellationToken).ConfigureAwait(false);
            ListedContainer[] shown = [.. containers.Where(container => IsWanted(parsed, project, container))];
            Print(parsed.GetValue(_quiet) ? string.Concat(shown.Select(container => container.Id + "\n"))
                : parsed.GetValue(_services) ? string.Concat(shown.Select(container => container.Service).Distinct(StringComparer.Ordinal).Select(service => service + "\n"))
                : parsed.GetValue(_format) == "json" ? ContainerJson.Write(shown, !parsed.GetValue(_noTrunc), TimeProvider.System.GetUtcNow())
                : ContainerTable.Write(shown));
            return ExitCodes.Success;
        },
        cancellationToken);

    private bool IsWanted(ParseResult parsed, ComposeProject project, ListedContainer container)
    {
        string[] states = [.. parsed.GetValue(_status) ?? [], .. (parsed.GetValue(_filter) ?? []).Select(StatusOf)];
        return (parsed.GetValue(_all) || !container.OneOff)
            && (states.Length == 0 ? parsed.GetValue(_all) || container.IsActive : states.Contains(ContainerWords.Of(container.State)))
            && (parsed.GetValue(_orphans) || project.Services.ContainsKey(container.Service) || project.DisabledServices.ContainsKey(container.Service));
    }

    private static string StatusOf(string filter) => filter.StartsWith("status=", StringComparison.Ordinal) ? filter["status=".Length..] : filter;

    private static void Check(IEnumerable<string> words, string option, Action<string> error)
    {
        foreach (string word in words.Where(word => !States.Contains(word)))
        {
            error($"Option \"{option}\" does not know \"{word}\". It takes: {string.Join(", ", States)}.");
        }
    }
}
