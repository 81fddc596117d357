using System.CommandLine;
using Compose.Net.Cli.Progress;

namespace Compose.Net.Cli.Parsing;

/// <summary>The options that every command takes, before its name or behind it.</summary>
internal sealed class GlobalOptions
{
    // Who does not want to wait for the steps under way presses Ctrl-C again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Option<string[]> _files = Many("--file", "-f", "FILE", "A compose file; - is standard input. Each further one is merged over those before it. Default: COMPOSE_FILE, or the compose.yaml of this folder or a parent.");
    private readonly Option<string?> _projectName = One("--project-name", "-p", "NAME", "The project's name. Default: COMPOSE_PROJECT_NAME, the file's name, the folder's name.");
    private readonly Option<string?> _projectDirectory = One("--project-directory", null, "FOLDER", "The folder that relative paths start from. Default: the first file's folder.");
    private readonly Option<string[]> _environmentFiles = Many("--env-file", null, "FILE", "A file with variables, in place of .env; a later one wins. Default: COMPOSE_ENV_FILES.");
    private readonly Option<string[]> _profiles = Many("--profile", null, "NAME", "A profile to enable; * enables all. Default: COMPOSE_PROFILES.");
    private readonly Option<string?> _isolate = One("--isolate", null, "ID", "Work on a copy of the project that runs beside it and beside other copies: own names, networks, volumes, and free ports on 127.0.0.1. Default: COMPOSE_NET_ISOLATE, or no copy.");
    private readonly Option<string?> _isolateAddress = One("--isolate-address", null, "ADDRESS", "Where the ports of a copy listen, for example 0.0.0.0 on an engine of another machine. Default: COMPOSE_NET_ISOLATE_ADDRESS, or 127.0.0.1.");
    private readonly ChoiceOption _progress = new("--progress", "How progress is shown.", "auto", "tty", "plain", "json", "quiet") { Recursive = true };
    private readonly ChoiceOption _ansi = new("--ansi", "Whether colours are used. NO_COLOR is honoured.", "auto", "never", "always") { Recursive = true };
    private readonly SecondsOption _lockTimeout = new("--lock-timeout") { Recursive = true, Description = "How long to wait for another process that is changing the project. Default: 600." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Recursive = true, Description = "Print the steps that would be done, each with its reason, and change nothing." };
    private readonly ParallelOption _parallel = new();

    public GlobalOptions(Command root)
    {
        root.Add(_files);
        root.Add(_projectName);
        root.Add(_projectDirectory);
        root.Add(_environmentFiles);
        root.Add(_profiles);
        root.Add(_isolate);
        root.Add(_isolateAddress);
        root.Add(_progress);
        root.Add(_ansi);
        root.Add(_parallel);
        root.Add(_lockTimeout);
        root.Add(_dryRun);
    }

    /// <summary>The compose files; empty where they are to be found.</summary>
    public string[] Files(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    /// <summary>The project's name where no file is given beside it; null where files say what the project is.</summary>
    public string? NameAlone(ParseResult parsed) => Files(parsed).Length == 0 ? ProjectName(parsed)?.ToLowerInvariant() : null;

    /// <summary>Whether steps are printed in place of being done.</summary>
    public bool DryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    public ComposeFileOptions FileOptions(ParseResult parsed) => new()
    {
        ProjectName = ProjectName(parsed),
        ProjectDirectory = parsed.GetValue(_projectDirectory),
        EnvironmentFiles = [.. parsed.GetValue(_environmentFiles) ?? []],
        Profiles = [.. parsed.GetValue(_profiles) ?? []],
    };

    // An empty one is what a script gives whose variable is not set: as good as none.
    private string? ProjectName(ParseResult parsed) => parsed.GetValue(_projectName) is { Length: > 0 } name ? name : null;

    /// <summary>The id of the copy to work on; null for the project itself.</summary>
    public string? Isolate(ParseResult parsed, Func<string, string?> variable) =>
        parsed.GetValue(_isolate) ?? (variable("COMPOSE_NET_ISOLATE") is { Length: > 0 } id ? id : null);

    /// <summary>The address that the ports of a copy listen on.</summary>
    public string IsolateAddress(ParseResult parsed, Func<string, string?> variable) =>
        parsed.GetValue(_isolateAddress) ?? (variable("COMPOSE_NET_ISOLATE_ADDRESS") is { Length: > 0 } address ? address : "127.0.0.1");

    public ComposeClientOptions ClientOptions(ParseResult parsed, Func<string, string?> variable)
    {
        var options = new ComposeClientOptions { CancellationGrace = Patience };
        return options with
        {
            MaxParallelism = _parallel.Read(parsed, variable) ?? options.MaxParallelism,
            LockTimeout = parsed.GetValue(_lockTimeout) ?? options.LockTimeout,
            PlanOnly = DryRun(parsed),
        };
    }

    public IProgressView ProgressView(ParseResult parsed, ToolContext tool, Func<string, string?> variable)
    {
        string progress = Choice(parsed, _progress, "COMPOSE_PROGRESS", variable);
        string ansi = Ansi(parsed, variable);
        bool live = progress == "tty" || (progress == "auto" && tool.ErrorIsTerminal && ansi != "never");
        bool colours = ansi == "always" || (ansi == "auto" && string.IsNullOrEmpty(variable("NO_COLOR")));
        return progress == "quiet" ? new QuietProgress(tool.Error) : progress == "json" ? new JsonProgress(tool.Error) : live ? new LiveProgress(tool.Error, colours) : new PlainProgress(tool.Error);
    }

    /// <summary>Whether programs read what comes on standard error. What the variable says is checked where progress is shown.</summary>
    public bool ProgressIsJson(ParseResult parsed, Func<string, string?> variable) => ValueOf(parsed, _progress, "COMPOSE_PROGRESS", variable) == "json";

    public bool OutputHasColours(ParseResult parsed, ToolContext tool, Func<string, string?> variable)
    {
        string ansi = Ansi(parsed, variable);
        return ansi == "always" || (ansi == "auto" && tool.OutputIsTerminal && string.IsNullOrEmpty(variable("NO_COLOR")));
    }

    /// <summary>Whether orphans are removed: as the option says or, without it, <c>COMPOSE_REMOVE_ORPHANS</c>.</summary>
    public static bool RemovesOrphans(ParseResult parsed, Option<bool> option, Func<string, string?> variable) =>
        parsed.GetResult(option) is null or { Implicit: true } ? IsOn(variable("COMPOSE_REMOVE_ORPHANS")) : parsed.GetValue(option);

    /// <summary>Whether a variable is switched on, by the words that docker compose takes for it.</summary>
    public static bool IsOn(string? variable) => variable?.Trim().ToUpperInvariant() is "1" or "T" or "TRUE" or "Y" or "YES" or "ON";

    private static string Choice(ParseResult parsed, ChoiceOption option, string name, Func<string, string?> variable) =>
        ValueOf(parsed, option, name, variable) is var value && option.Choices.Contains(value)
            ? value
            : throw new ToolException(ToolCodes.CommandLine, $"The variable {name} does not know \"{value}\". It takes: {string.Join(", ", option.Choices)}.");

    // What docker compose does not know here, it takes for "never".
    private string Ansi(ParseResult parsed, Func<string, string?> variable) =>
        ValueOf(parsed, _ansi, "COMPOSE_ANSI", variable) is var value && _ansi.Choices.Contains(value) ? value : "never";

    private static string ValueOf(ParseResult parsed, ChoiceOption option, string name, Func<string, string?> variable) =>
        parsed.GetResult(option) is null or { Implicit: true } && variable(name) is { Length: > 0 } value ? value : parsed.GetValue(option)!; // It has a default.

    private static Option<string[]> Many(string name, string? alias, string value, string description) =>
        new(name, alias is null ? [] : [alias]) { HelpName = value, Description = description, Recursive = true };

    private static Option<string?> One(string name, string? alias, string value, string description) =>
        new(name, alias is null ? [] : [alias]) { HelpName = value, Description = description, Recursive = true };
}
