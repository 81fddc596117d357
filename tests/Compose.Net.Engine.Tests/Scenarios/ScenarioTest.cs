using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>The base of tests that bring a few lines of YAML up on the real engine and ask the docker command what came of it.</summary>
public abstract class ScenarioTest(EngineFixture engine) : EngineTest(engine)
{
    protected ComposeClient Client { get; private set; } = null!; // Set before each test.

    public override async ValueTask InitializeAsync()
    {
        Client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint }, Cancelled);
        OnDispose(() => Client.DisposeAsync().AsTask());
    }

    /// <summary>Loads the text as this test's own project.</summary>
    protected ComposeProject Load(string yaml, string? project = null)
    {
        ComposeFileResult result = ComposeFile.Parse(yaml, new ComposeFileOptions { ProjectName = project ?? Project });
        result.Diagnostics.Should().BeEmpty();
        return result.Project!;
    }

    protected Task<Plan> UpAsync(string yaml, ReconcileOptions? options = null) => Client.UpAsync(Load(yaml), options, cancellationToken: Cancelled);

    /// <summary>The name of a service's first container.</summary>
    protected string Container(string service) => $"{Project}-{service}-1";

    /// <summary>Whether a command inside a service's first container ends with 0.</summary>
    protected async Task<bool> SucceedsIn(string service, params string[] command) =>
        (await Docker.TryRunAsync(["exec", Container(service), .. command])).ExitCode == 0;

    /// <summary>Runs docker compose on this test's project, of which it knows only the name.</summary>
    protected Task<string> ComposeAsync(params string[] arguments) => Peer.RunAsync(Engine.Endpoint, ".", ["-p", Project, .. arguments]);

    protected Task<string> FieldAsync(string service, string format) => Docker.RunAsync("inspect", "-f", format, Container(service));
}
