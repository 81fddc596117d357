using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The base of a test class that needs the engine: one project name a test, and nothing of it left at its end.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    protected EngineTest(EngineFixture engine)
    {
        engine.Require();
        Engine = engine;
        Project = engine.NewProjectName();
    }

    /// <summary>The engine under test.</summary>
    protected EngineFixture Engine { get; }

    /// <summary>The docker command, pointed at the same engine.</summary>
    protected Witness Docker => Engine.Docker;

    /// <summary>This test's own project name.</summary>
    protected string Project { get; }

    /// <summary>Ends with the test run, or with the test's time.</summary>
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Engine.RemoveProjectAsync(Project);
    }
}
