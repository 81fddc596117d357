using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>One command of the tool: its options, its examples, and its run.</summary>
internal abstract class ToolCommand : Command
{
    private const string NoComposeFile = "CN0016";
    private const string OrphansLeft = "CN0307";
    private const string ProjectNameVariable = "COMPOSE_PROJECT_NAME";

    private readonly GlobalOptions _global;
    private readonly EarlyConnection _connection;
    private ParseResult? _parsed;
    private IReadOnlyDictionary<string, string> _loadedVariables = ImmutableDictionary<string, string>.Empty;

    protected ToolCommand(string name, string description, ToolContext tool, GlobalOptions global)
        : base(name, description)
    {
        _global = global;
        Tool = tool;
        _connection = new EarlyConnection(tool.ConnectAsync);
        SetAction((parsed, cancellationToken) =>
        {
            _parsed = parsed;
            return IsDryRun(parsed) && ChangesWithoutPlan
                ? throw new ToolException(ToolCodes.CommandLine, $"\"{UsageErrors.NameOf(this)[(ToolRootCommand.ToolName.Length + 1)..]}\" makes no plan, so it has no dry run. Leave \"--dry-run\" out.")
                : RunAsync(parsed, cancellationToken);
        });
    }

    /// <summary>Command lines for the help, each with what it does.</summary>
    public abstract ImmutableArray<(string Line, string Meaning)> Examples { get; }

    protected ToolContext Tool { get; }

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Whether it needs an engine beside the file: the connection is made while the file is read.</summary>
    protected virtual bool UsesEngine => true;

    /// <summary>Whether it changes something without making a plan for it.</summary>
    protected virtual bool ChangesWithoutPlan => false;

    /// <summary>Whether it works on one project, and not on the engine or the tool as a whole.</summary>
    public virtual bool IsAboutProject => true;

    /// <summary>Whether it has begun to change a project.</summary>
    public bool HasBegunChange { get; private set; }

    /// <summary>What it has to say beside results and progress.</summary>
    public Messages Messages => new(Tool.Error, _parsed is not null && _global.ProgressIsJson(_parsed, Variable), Tool.Time);

    /// <summary>Whether steps are printed in place of being done.</summary>
    protected bool IsDryRun(ParseResult parsed) => _global.DryRun(parsed);

    /// <summary>Loads the project and reports warnings.</summary>
    /// <exception cref="ComposeFileException">There are errors.</exception>
    protected async Task<ComposeProject> LoadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        (await LoadResultAsync(parsed, options => options, cancellationToken).ConfigureAwait(false)).Project!; // What failed was thrown.

    /// <summary>Loads what the named services need; all where none is named. A name can be a pattern, as everywhere in loading.</summary>
    /// <exception cref="ComposeFileException">There are errors.</exception>
    protected async Task<ComposeProject> LoadAsync(ParseResult parsed, ImmutableArray<string> named, CancellationToken cancellationToken) =>
        (await LoadResultAsync(parsed, options => options with { Services = named }, cancellationToken).ConfigureAwait(false)).Project!; // What failed was thrown.

    /// <inheritdoc cref="LoadAsync(ParseResult, ImmutableArray{string}, CancellationToken)"/>
    protected async Task<(ComposeProject Project, ImmutableArray<string> Services)> LoadAsync(ParseResult parsed, Argument<string[]> services, CancellationToken cancellationToken)
    {
        ImmutableArray<string> named = [.. parsed.GetValue(services) ?? []];
        ComposeProject project = await LoadAsync(parsed, named, cancellationToken).ConfigureAwait(false);
        return (project, named.Any(name => name.AsSpan().ContainsAny('*', '?', '[')) ? [.. project.Services.Keys] : named);
    }

    /// <summary>As <see cref="LoadAsync(ParseResult, CancellationToken)"/>, with options of the command's own, and all that loading found.</summary>
    /// <exception cref="ComposeFileException">There are errors.</exception>
    protected async Task<ComposeFileResult> LoadResultAsync(ParseResult parsed, Func<ComposeFileOptions, ComposeFileOptions> adapt, CancellationToken cancellationToken)
    {
        if (UsesEngine)
        {
            _connection.Begin(_global.ClientOptions(parsed, Variable), cancellationToken);
        }

        ComposeFileResult result = await Tool.LoadAsync([.. _global.Files(parsed)], adapt(_global.FileOptions(parsed)), cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new ComposeFileException(result.Diagnostics);
        }

        Report(result.Diagnostics);
        _loadedVariables = result.Variables;
        return _global.Isolate(parsed, Variable) is { } id ? result with { Project = Isolated(parsed, result.Project!, id) } : result; // What failed was thrown.
    }

    /// <summary>Whether it says what the copies of a project share, which is of interest before they are made.</summary>
    protected virtual bool TellsWhatCopiesShare => false;

    private ComposeProject Isolated(ParseResult parsed, ComposeProject project, string id)
    {
        string address = _global.IsolateAddress(parsed, Variable);
        ComposeProject copy;
        ImmutableArray<Diagnostic> shared;
        try
        {
            copy = project.Isolate(id, out shared, address);
        }
        catch (ArgumentException exception)
        {
            string said = exception.Message.Split(" (Parameter", 2)[0];
            throw new ToolException(ToolCodes.CommandLine, exception.ParamName == "hostIp" ? $"The ports of a copy cannot listen on \"{address}\": {said}" : said);
        }

        if (TellsWhatCopiesShare)
        {
            Report(shared);
        }

        return copy;
    }

    /// <summary>Whether the project was found on the engine by its name alone.</summary>
    protected bool IsFound { get; private set; }

    /// <summary>Whether the command makes no sense for a project that the engine has nothing of.</summary>
    protected virtual bool NeedsContainers => false;

    /// <summary>
    /// Runs something with the project and a connection. Where only a name is given, the project is found on the engine by its labels, as
    /// docker compose does, or its copy; an engine that has nothing of it is reported, and the project is empty.
    /// </summary>
    /// <exception cref="ComposeFileException">There are errors.</exception>
    protected async Task<int> OnEngineAsync(ParseResult parsed, Func<ComposeProject, ComposeClient, Task<int>> run, CancellationToken cancellationToken)
    {
        string? name = _global.NameAlone(parsed);
        ComposeProject? project = null;
        if (name is null)
        {
            try
            {
                project = await LoadAsync(parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (ComposeFileException exception) when (exception.Diagnostics is [{ Code: NoComposeFile }] && Tool.Variable(ProjectNameVariable) is { Length: > 0 } variable)
            {
                name = variable.ToLowerInvariant();
            }
        }

        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            IsFound = project is null;
            return await run(project ?? await FindAsync(client, CopyName(parsed, name!), cancellationToken).ConfigureAwait(false), client).ConfigureAwait(false); // There is one of the two.
        }
    }

    // With the file, its copy would be made of it; here it is known by its name.
    private string CopyName(ParseResult parsed, string name) =>
        _global.Isolate(parsed, Variable) is { } id ? Isolated(parsed, new ComposeProject { Name = name }, id).Name : name;

    private async Task<ComposeProject> FindAsync(ComposeClient client, string name, CancellationToken cancellationToken)
    {
        if (await client.FindProjectAsync(name, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        string[] known = [.. (await client.ListProjectsAsync(cancellationToken).ConfigureAwait(false)).Select(project => project.Name)];
        string message = $"The engine has no container, network or volume of a project \"{name}\".{Suggestion.For(name, known)} Projects: {(known.Length == 0 ? "none" : string.Join(", ", known))}.";
        if (NeedsContainers)
        {
            throw new ToolException(ToolCodes.NoSuchProject, message);
        }

        Report([new Diagnostic(DiagnosticSeverity.Warning, ToolCodes.NoSuchProject, message)]);
        return new ComposeProject { Name = name };
    }

    /// <summary>Writes items to standard output until they end, nobody reads them any more, or Ctrl-C is pressed.</summary>
    protected async Task<int> StreamAsync<T>(IAsyncEnumerable<T> items, Action<TextWriter, T> write, CancellationToken cancellationToken)
    {
        var output = new StreamedText(Tool.OpenOutput());
        await using (output.ConfigureAwait(false))
        {
            await output.WriteAsync(items, write).ConfigureAwait(false);
        }

        return output.Failure is { } failure ? throw failure : cancellationToken.IsCancellationRequested ? ExitCodes.Cancelled : ExitCodes.Success;
    }

    /// <summary>Merges the files without putting variables in, and reports warnings.</summary>
    /// <exception cref="ComposeFileException">There are errors.</exception>
    protected async Task<MergedComposeFile> MergeAsync(ParseResult parsed, Func<ComposeFileOptions, ComposeFileOptions> adapt, CancellationToken cancellationToken)
    {
        MergedComposeFile merged = await Tool.MergeAsync([.. _global.Files(parsed)], adapt(_global.FileOptions(parsed)), cancellationToken).ConfigureAwait(false);
        if (!merged.Succeeded)
        {
            throw new ComposeFileException(merged.Diagnostics);
        }

        Report(merged.Diagnostics);
        return merged;
    }

    /// <summary>Connects to the engine.</summary>
    protected Task<ComposeClient> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken) => _connection.CompleteAsync(_global.ClientOptions(parsed, Variable), cancellationToken);

    /// <summary>Connects once more, for work whose steps under way are given up as soon as it is cancelled.</summary>
    protected Task<ComposeClient> ConnectWithoutPatienceAsync(ParseResult parsed) =>
        Tool.ConnectAsync(_global.ClientOptions(parsed, Variable) with { CancellationGrace = TimeSpan.Zero }, CancellationToken.None);

    /// <summary>Has a project changed, shows how it goes, and says what it came to; in a dry run, the plan is printed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="outcome">What the project is in the end, for example <c>is up</c>; null says nothing at the end.</param>
    /// <param name="change">Plans, reports the plan and its steps, and returns the plan when it is carried out.</param>
    /// <param name="cancellationToken">Ends the change when the steps under way are done.</param>
    /// <param name="quiet">Whether its steps are not shown.</param>
    protected async Task ChangeAsync(ParseResult parsed, string? outcome, Func<IProgress<ComposeEvent>, Task<Plan>> change, CancellationToken cancellationToken, bool quiet = false)
    {
        var findings = new Progress.Findings(Report);
        if (IsDryRun(parsed))
        {
            Plan wanted = await change(findings.On()).ConfigureAwait(false);
            Print((wanted with { Diagnostics = [] }).ToString());
            return;
        }

        HasBegunChange = true;
        Progress.IProgressView view = quiet ? new Progress.QuietProgress(Tool.Error) : _global.ProgressView(parsed, Tool, Variable);
        using CancellationTokenRegistration stopping = cancellationToken.Register(() => view.Tell("Stopping when the steps under way are done. Press Ctrl-C again to end at once."));
        Plan plan = await view.ShowAsync(progress => change(findings.On(progress))).ConfigureAwait(false);
        Report(findings.AllowedFailures);
        if (outcome is null)
        {
            return;
        }

        view.Conclude(plan.IsEmpty
            ? $"Project \"{plan.Project}\" {outcome}, nothing to do."
            : $"Project \"{plan.Project}\" {outcome}: {Count(plan)} in {Progress.StepWords.Seconds(findings.Elapsed)}{(findings.AllowedFailures.IsEmpty ? "" : FormattableString.Invariant($", of which {findings.AllowedFailures.Length} failed"))}.");
    }

    /// <summary>Whether what goes to standard output is coloured.</summary>
    protected bool OutputHasColours(ParseResult parsed) => _global.OutputHasColours(parsed, Tool, Variable);

    /// <summary>One of the tool's own variables, which may stand in an env file of the project too; the environment wins.</summary>
    protected string? Variable(string name) =>
        Tool.Variable(name) ?? (name.StartsWith("COMPOSE_", StringComparison.Ordinal) ? _loadedVariables.GetValueOrDefault(name) : null);

    /// <summary>Any variable that the project's files can use, those of its env files included, where files were loaded; the environment wins.</summary>
    protected string? SetVariable(string name) => Tool.Variable(name) ?? _loadedVariables.GetValueOrDefault(name);

    /// <summary>Whether orphans are removed: as the option says or, without it, the variable.</summary>
    protected bool RemovesOrphans(ParseResult parsed, Option<bool> option) => GlobalOptions.RemovesOrphans(parsed, option, Variable);

    protected void Report(ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.Where(diagnostic => diagnostic.Code != OrphansLeft || !GlobalOptions.IsOn(Variable("COMPOSE_IGNORE_ORPHANS"))))
        {
            Messages.Report(diagnostic);
        }
    }

    /// <summary>Writes a result with a line end behind it; nothing where it is empty.</summary>
    protected void Print(string result) => Tool.Output.Write(result.Length == 0 || result.EndsWith('\n') ? result : result + "\n");

    private static string Count(Plan plan) => plan.StepCount == 1 ? "1 step" : FormattableString.Invariant($"{plan.StepCount} steps");
}
