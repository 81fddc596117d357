using System.Runtime.ExceptionServices;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The base of a test class that needs the engine: one project name a test, and nothing of it left at its end.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    private readonly List<string> _projects = [];
    private readonly List<(string Kind, string Name)> _unlabelled = [];
    private readonly Stack<Func<Task>> _atTheEnd = new();
    private DirectoryInfo? _folder;

    protected EngineTest(EngineFixture engine)
    {
        engine.Require();
        Engine = engine;
        OnDispose(RemoveAllAsync);
        Project = NewProjectName("p");
    }

    /// <summary>The engine under test.</summary>
    protected EngineFixture Engine { get; }

    /// <summary>The docker command, pointed at the same engine.</summary>
    protected Witness Docker => Engine.Docker;

    /// <summary>This test's own project name.</summary>
    protected string Project { get; }

    /// <summary>The docker command's filter for what is this test's project's.</summary>
    protected string ProjectFilter => $"label=com.docker.compose.project={Project}";

    /// <summary>A folder of this test's own, made when it is first asked for. It goes last: a container may be writing to it.</summary>
    protected string Folder => (_folder ??= Directory.CreateTempSubdirectory("compose-net-")).FullName;

    /// <summary>Ends with the test run, or with the test's time.</summary>
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failures = new List<Exception>();
        while (_atTheEnd.TryPop(out Func<Task>? next))
        {
            try
            {
                await next();
            }
#pragma warning disable CA1031 // Whatever one fails with, the others are done, and then it is thrown.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 1)
            throw new AggregateException(failures);
        failures.ForEach(ExceptionDispatchInfo.Throw);
    }

    /// <summary>Has something done at the end of the test, whatever becomes of the test and of the others of these. The last one comes first; the projects come last.</summary>
    protected void OnDispose(Func<Task> action) => _atTheEnd.Push(action);

    /// <summary>Has a thing that carries no project's label removed as well, after the projects that may be using it.</summary>
    protected void RemoveOnDispose(string kind, string name) => _unlabelled.Add((kind, name));

    /// <summary>Returns the name of a further project, of which nothing is left either.</summary>
    protected string NewProjectName(string hint)
    {
        string name = Engine.NewProjectName(hint);
        _projects.Add(name);
        return name;
    }

    private async Task RemoveAllAsync()
    {
        await Engine.RemoveProjectsAsync(_projects);
        foreach ((string kind, string name) in _unlabelled)
            await Docker.TryRunAsync(kind, "rm", name);
        _folder?.Delete(recursive: true);
    }
}
