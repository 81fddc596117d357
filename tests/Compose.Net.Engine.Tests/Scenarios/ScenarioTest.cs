using System.Text.Json;
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

    /// <summary>When a service's first container was last started, or ended: <c>StartedAt</c> or <c>FinishedAt</c>.</summary>
    protected async Task<DateTimeOffset> MomentAsync(string service, string moment) =>
        JsonSerializer.Deserialize<DateTimeOffset>(await FieldAsync(service, $"{{{{json .State.{moment}}}}}"));

    /// <summary>The names of all containers, networks and volumes of this test's project, in this order.</summary>
    protected async Task<string[]> AllOfProjectAsync() =>
    [
        .. await Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}}"),
        .. await Docker.ListAsync("network", "ls", "--filter", ProjectFilter, "--format", "{{.Name}}"),
        .. await Docker.ListAsync("volume", "ls", "--filter", ProjectFilter, "--format", "{{.Name}}"),
    ];

    /// <summary>Holds that a further up would change nothing.</summary>
    protected Task MustHaveNothingToDoAsync(string yaml) => MustHaveNothingToDoAsync(Load(yaml));

    /// <summary>Holds that a further up would change nothing.</summary>
    protected async Task MustHaveNothingToDoAsync(ComposeProject project)
    {
        Plan plan = await Client.PlanAsync(project, cancellationToken: Cancelled);
        plan.IsEmpty.Should().BeTrue(plan.ToString());
    }

    /// <summary>Runs docker compose on this test's project, of which it knows only the name.</summary>
    protected Task<string> ComposeAsync(params string[] arguments) => Peer.RunAsync(Engine.Endpoint, ".", ["-p", Project, .. arguments]);

    protected Task<string> FieldAsync(string service, string format) => Docker.RunAsync("inspect", "-f", format, Container(service));
}
