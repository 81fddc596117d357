using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Tests.Execution;

/// <summary>An engine that does what a test says for each subject, and notes what began and ended.</summary>
internal sealed class ScriptedEngine : EngineStub
{
    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task>> _scripts = new();
    private int _running;

    public ConcurrentQueue<string> Journal { get; } = [];

    public int MostAtOnce { get; private set; }

    public override EngineDescription Description { get; } = new("memory://", "0", "0");

    public ImmutableArray<string> LogLines { get; init; } = [];

    /// <summary>What happens while it is looked at.</summary>
    public Func<CancellationToken, Task> Looks { get; init; } = _ => Task.CompletedTask;

    public ScriptedEngine On(string subject, Func<CancellationToken, Task> script)
    {
        _scripts[subject] = script;
        return this;
    }

    public ScriptedEngine Fail(string subject, string message) =>
        On(subject, _ => throw new ComposeEngineException("CN0499", message));

    public override async Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        await Looks(cancellationToken);
        return new ObservedState { Project = project.Name };
    }

    public override async Task ExecuteAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        Journal.Enqueue($"+{operation.Subject}");
        lock (_scripts)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            await (_scripts.TryGetValue(operation.Subject, out Func<CancellationToken, Task>? script) ? script(cancellationToken) : Task.CompletedTask);
        }
        finally
        {
            lock (_scripts)
            {
                _running--;
            }
        }

        Journal.Enqueue($"-{operation.Subject}");
    }

    public override Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken) =>
        Task.FromResult(LogLines);
}
