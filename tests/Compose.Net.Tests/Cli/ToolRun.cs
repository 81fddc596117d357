using System.Collections.Immutable;
using System.Text;
using Compose.Net.Cli;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Tests.Graph;
using Compose.Net.Tests.Hosting;
using Xunit;

namespace Compose.Net.Tests.Cli;

/// <summary>Runs the tool in this process, with a project and an engine in memory, and keeps what it wrote.</summary>
internal sealed class ToolRun
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    /// <summary>The project that any files come to.</summary>
    public ComposeProject? Project { get; init; } = ThreeTier.Project;

    /// <summary>Whether files are loaded in earnest, in place of <see cref="Project"/>.</summary>
    public bool LoadsFiles { get; init; }

    /// <summary>Where files are loaded from in earnest; null leaves it to <see cref="LoadsFiles"/>.</summary>
    public IComposeFileSource? Source { get; init; }

    /// <summary>What loading finds.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The engine; each run disposes its client, which does not matter to an engine in memory.</summary>
    public IEngine Engine { get; init; } = new JournalEngine(new Journal());

    /// <summary>What a question is answered with; null where nobody is there.</summary>
    public bool? Answer { get; init; }

    /// <summary>The environment variables.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>What connecting to the engine throws, if anything.</summary>
    public Exception? EngineFailure { get; init; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The files that the last run loaded; null where it loaded none.</summary>
    public string[]? Files { get; private set; }

    /// <summary>How the last run loaded them.</summary>
    public ComposeFileOptions? FileOptions { get; private set; }

    /// <summary>How the last run worked with the engine; null where it asked for none.</summary>
    public ComposeClientOptions? ClientOptions { get; private set; }

    public Task<int> RunAsync(params string[] arguments) => RunUntilAsync(TestContext.Current.CancellationToken, arguments);

    public Task<int> RunUntilAsync(CancellationToken cancellationToken, params string[] arguments) => Tool.RunAsync(
        arguments,
        new ToolContext
        {
            Output = new StringWriter(_output) { NewLine = "\n" },
            Error = TextWriter.Synchronized(new StringWriter(_error) { NewLine = "\n" }),
            AskAsync = Answer is { } answer ? (question, _) => Asked(question, answer) : null,
            Variable = name => Variables.GetValueOrDefault(name),
            LoadAsync = LoadAsync,
            MergeAsync = (files, options, token) => ComposeFile.MergeAsync(files, options with { Source = Source }, token),
            ConnectAsync = Connect,
        },
        cancellationToken);

    private Task<ComposeClient> Connect(ComposeClientOptions options, CancellationToken cancellationToken)
    {
        ClientOptions = options;
        return EngineFailure is null ? Task.FromResult(new ComposeClient(Engine, options)) : Task.FromException<ComposeClient>(EngineFailure);
    }

    private Task<bool> Asked(string question, bool answer)
    {
        _error.Append(question).Append('\n');
        return Task.FromResult(answer);
    }

    private Task<ComposeFileResult> LoadAsync(ImmutableArray<string> files, ComposeFileOptions options, CancellationToken cancellationToken)
    {
        (Files, FileOptions) = ([.. files], options);
        return LoadsFiles || Source is not null
            ? ComposeFile.TryLoadAsync(files, options with { Source = Source }, cancellationToken)
            : Task.FromResult(new ComposeFileResult(Project, Diagnostics));
    }
}
