using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>The options of the commands that make containers, as docker compose names them.</summary>
internal sealed class ReconcileFlags
{
    private readonly Option<bool> _forceRecreate = new("--force-recreate") { Description = "Replace the services' containers even if nothing changed." };
    private readonly Option<bool> _noRecreate = new("--no-recreate") { Description = "Leave containers and networks as they are, even if something changed." };
    private readonly Option<bool> _noDependencies = new("--no-deps") { Description = "Leave alone what the named services depend on." };
    private readonly Option<bool> _alwaysRecreateDependencies = new("--always-recreate-deps") { Description = "Replace the containers that the named services depend on, too." };
    private readonly Option<bool> _renewVolumes = new("--renew-anon-volumes", "-V") { Description = "Give containers new anonymous volumes, and remove the old ones with all they hold." };
    private readonly Option<bool> _removeOrphans = new("--remove-orphans") { Description = "Remove containers and networks of the project that the file no longer mentions." };
    private readonly PullPolicyOption _pull = new("--pull", "always", "missing", "never", "build");
    private readonly Option<bool> _build = new("--build") { Description = "Build images before containers are made, those too that are there." };
    private readonly Option<bool> _noBuild = new("--no-build") { Description = "Build no image, even where it is missing." };
    private readonly ScaleOption _scale = new();
    private readonly TimeoutOption _timeout = new();

    public void AddTo(Command command)
    {
        command.Add(_forceRecreate);
        command.Add(_noRecreate);
        command.Add(_noDependencies);
        command.Add(_alwaysRecreateDependencies);
        command.Add(_renewVolumes);
        command.Add(_removeOrphans);
        command.Add(_pull);
        command.Add(_build);
        command.Add(_noBuild);
        command.Add(_scale);
        command.Add(_timeout);
    }

    /// <summary>Refuses options that contradict each other.</summary>
    /// <exception cref="ToolException">Some do.</exception>
    public void Check(ParseResult parsed)
    {
        Exclude(parsed, _noRecreate, _forceRecreate, _alwaysRecreateDependencies, _renewVolumes);
        Exclude(parsed, _noBuild, _build);
    }

    /// <summary>Refuses an option beside any of some others.</summary>
    /// <exception cref="ToolException">Both are given.</exception>
    public static void Exclude(ParseResult parsed, Option<bool> option, params Option[] others)
    {
        if (parsed.GetValue(option) && others.FirstOrDefault(other => parsed.GetResult(other) is { Implicit: false } && !(other is Option<bool> flag && !parsed.GetValue(flag))) is { } other)
        {
            throw new ToolException(ToolCodes.CommandLine, $"The options \"{option.Name}\" and \"{other.Name}\" contradict each other. Leave one of them out.");
        }
    }

    /// <summary>The project with the scales that were asked for.</summary>
    /// <exception cref="ToolException">There is no such service.</exception>
    /// <exception cref="ComposeFileException">A service cannot have that many containers.</exception>
    public ComposeProject Scaled(ParseResult parsed, ComposeProject project) => Scaled(project, parsed.GetValue(_scale) ?? []);

    /// <inheritdoc cref="Scaled(ParseResult, ComposeProject)"/>
    public static ComposeProject Scaled(ComposeProject project, IReadOnlyCollection<(string Service, int Number)> scales)
    {
        NamedServices.CheckEnabled(project, scales.Select(scale => scale.Service));
        foreach ((string name, int number) in scales)
        {
            project = project with { Services = project.Services.SetItem(name, project.Services[name] with { Scale = number }) };
        }

        ImmutableArray<Diagnostic> errors = scales.Count == 0 ? [] : [.. project.Validate().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        return errors.IsEmpty ? project : throw new ComposeFileException(errors);
    }

    public ReconcileOptions Options(ParseResult parsed, ImmutableArray<string> services, Func<string, string?> variable) => new()
    {
        Services = services,
        WithoutDependencies = parsed.GetValue(_noDependencies),
        Recreation = parsed.GetValue(_forceRecreate) ? Recreation.Always : parsed.GetValue(_noRecreate) ? Recreation.Never : Recreation.Changed,
        RecreateDependencies = parsed.GetValue(_alwaysRecreateDependencies),
        RenewAnonymousVolumes = parsed.GetValue(_renewVolumes),
        RemoveOrphans = GlobalOptions.RemovesOrphans(parsed, _removeOrphans, variable),
        StopTimeout = parsed.GetValue(_timeout),
        PullPolicy = _pull.Read(parsed),
        Build = parsed.GetValue(_build) ? BuildCondition.Always : parsed.GetValue(_noBuild) ? BuildCondition.Never : BuildCondition.Missing,
    };
}
