using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Loading.Isolation;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading;

/// <summary>
/// What the stages of one loading hand on to each other. Files that are included, or whose services are extended, have a
/// context of their own below the one that names them.
/// </summary>
internal sealed class LoadContext(DiagnosticBag diagnostics)
{
    private readonly Dictionary<(string Section, string Key, string Variable), string> _grantValues = [];
    private readonly List<MappingEntry> _includedIsolation = [];
    private LoadBudget? _budget;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>What the caller asked for.</summary>
    public ComposeFileOptions Options { get; init; } = new();

    /// <summary>Where files are read from.</summary>
    public required IFileSource FileSource { get; init; }

    /// <summary>The texts to load, in the order of the user.</summary>
    public required ImmutableArray<SourceText> Sources { get; init; }

    /// <summary>The files as absolute paths; empty for texts of no file.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The absolute folder that relative paths start from.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>How much the input may come to.</summary>
    public ComposeLimits Limits { get; init; } = ComposeLimits.Default;

    /// <summary>The variables for <c>${NAME}</c>: the environment first, then the env files.</summary>
    public required Dictionary<string, string> Variables { get; init; }

    /// <summary>Where the variables are noted that the documents use, because they are to stay; null where they are put in.</summary>
    public VariableCollector? UsedVariables { get; init; }

    /// <summary>The active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>The name given outside of the files; null leaves it to them.</summary>
    public string? GivenName { get; init; }

    /// <summary>The project's name, from the stage that finds it on.</summary>
    public string ProjectName { get; set; } = "";

    /// <summary>The file that names this one; null at the top.</summary>
    public LoadContext? Parent { get; private init; }

    /// <summary>The folder of the file that names this one; its own at the top.</summary>
    public string NamingDirectory => Parent is null ? ProjectDirectory : Parent.Sources == Sources ? Parent.NamingDirectory : Parent.ProjectDirectory;

    /// <summary>How much more the files that are named by others may come to; one budget for the whole loading.</summary>
    public LoadBudget Budget => Parent?.Budget ?? (_budget ??= new LoadBudget(Limits));

    /// <summary>What the variables of secrets and configs hold, as the file that names them sees it; one set for the whole loading.</summary>
    public Dictionary<(string Section, string Key, string Variable), string> GrantValues => Parent?.GrantValues ?? _grantValues;

    /// <summary>The documents as read, from the first stage on.</summary>
    public List<LoadDocument> Documents { get; } = [];

    /// <summary>The one document that all of them come to; null until they were merged.</summary>
    public MappingNode? Root { get; set; }

    /// <summary>The services that a profile, or no need of one, enables.</summary>
    public HashSet<string> Enabled { get; } = new(StringComparer.Ordinal);

    /// <summary>Those services as they stand in the document, each a mapping.</summary>
    public IEnumerable<MappingEntry> EnabledServices => Section("services").Entries.Where(service => Enabled.Contains(service.Name));

    /// <summary>What the files demand of the project's networks, each for itself; none where they say nothing.</summary>
    public ImmutableArray<IsolationPolicy> Isolation { get; set; } = [];

    /// <summary>What included files demand of them, as it is written; one list for the whole loading.</summary>
    public List<MappingEntry> IncludedIsolation => Parent?.IncludedIsolation ?? _includedIsolation;

    /// <summary>What loading came to; of use only where there are no errors.</summary>
    public ComposeProject? Project { get; set; }

    /// <summary>The mapping at a top-level key; an empty one where the file has none.</summary>
    public MappingNode Section(string key) => Root?.Get<MappingNode>(key) ?? new MappingNode(Root?.Span ?? default);

    /// <summary>The context of files that this one names, with a folder and variables of their own.</summary>
    public LoadContext Below(ImmutableArray<SourceText> sources, ImmutableArray<string> files, string directory, Dictionary<string, string> variables) => new(Diagnostics)
    {
        Options = Options,
        UsedVariables = UsedVariables,
        FileSource = FileSource,
        Limits = Limits,
        Sources = sources,
        Files = files,
        ProjectDirectory = directory,
        Variables = variables,
        ProjectName = ProjectName,
        Parent = this,
    };

    /// <summary>The absolute path of a file that this one names.</summary>
    public string FullPath(string path) =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(UserPath.ExpandHome(path, Variables), ProjectDirectory);
}
