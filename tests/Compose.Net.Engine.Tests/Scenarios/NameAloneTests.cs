using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>Projects of which only the name is known, ours and those that docker compose made.</summary>
public sealed class NameAloneTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Shop = """
        services:
          web: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [edge, back], depends_on: {db: {condition: service_healthy, restart: true}}}
          db: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [back], volumes: [store:/store], healthcheck: {test: ["CMD", "true"], interval: 200ms}}
          sidecar: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: "service:db"}
        networks: {edge: , back: {internal: true}}
        volumes: {store: }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_project_is_found_by_its_labels_whoever_made_it(bool byCompose)
    {
        await BringUpAsync(byCompose);

        ComposeProject project = (await Client.FindProjectAsync(Project, Cancelled))!;

        project.Services.Keys.Should().Equal("db", "sidecar", "web");
        project.Services["web"].DependsOn["db"].Should().Be(new DependencyDefinition { Condition = DependencyCondition.ServiceHealthy, Required = false, Restart = true });
        project.Services["sidecar"].DependsOn.Keys.Should().Equal("db");
        project.Networks.Select(entry => (entry.Key, entry.Value.Name)).Should().Equal(("back", $"{Project}_back"), ("edge", $"{Project}_edge"));
        project.Volumes.Select(entry => (entry.Key, entry.Value.Name)).Should().Equal(("store", $"{Project}_store"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_alone_is_enough_to_stop_start_restart_and_take_all_down(bool byCompose)
    {
        await BringUpAsync(byCompose);

        await ToolAsync("stop");
        (await StatesAsync()).Should().Equal("db exited", "sidecar exited", "web exited");
        await ToolAsync("start", "web");
        (await StatesAsync()).Should().Equal("db running", "sidecar exited", "web running");
        await ToolAsync("start");
        string web = await FieldAsync("web", "{{.State.StartedAt}}");
        await ToolAsync("restart", "db");
        (await FieldAsync("web", "{{.State.StartedAt}}")).Should().NotBe(web, "it asked to be restarted with db");
        (await StatesAsync()).Should().Equal("db running", "sidecar running", "web running");
        (await ToolAsync("ps", "--services")).Should().Be("db\nsidecar\nweb\n");

        await ToolAsync("down");
        (await AllOfProjectAsync()).Should().Equal($"{Project}_store");
        await ToolAsync("down", "-v");
        (await AllOfProjectAsync()).Should().BeEmpty();
        (await ToolAsync("down")).Should().BeEmpty();
    }

    [Fact]
    public async Task Down_by_name_takes_one_offs_along_and_no_volume_that_only_has_the_name()
    {
        string foreign = $"{Project}_store";
        RemoveOnDispose("volume", foreign);
        await Docker.RunAsync("volume", "create", foreign);
        await UpAsync(Shop);
        await Docker.RunAsync("run", "-d", "--network", $"{Project}_edge", "--label", $"com.docker.compose.project={Project}", "--label", "com.docker.compose.service=web", "--label", "com.docker.compose.oneoff=True", "busybox", "sleep", "600");
        await ToolAsync("down", "-v", "-t", "1");

        (await AllOfProjectAsync()).Should().BeEmpty();
        (await Docker.HasAsync("volume", foreign)).Should().BeTrue();
    }

    [Fact]
    public async Task Down_of_a_file_removes_no_volume_of_that_name_that_is_not_ours()
    {
        string foreign = $"{Project}_store";
        RemoveOnDispose("volume", foreign);
        await Docker.RunAsync("volume", "create", foreign);
        await UpAsync(Shop);
        await Client.DownAsync(Load(Shop), new ReconcileOptions { RemoveVolumes = true }, cancellationToken: Cancelled);

        (await Docker.HasAsync("volume", foreign)).Should().BeTrue();
    }

    private async Task BringUpAsync(bool byCompose)
    {
        if (!byCompose)
        {
            await UpAsync(Shop);
            return;
        }

        await Peer.RequireAsync();
        string file = Path.Combine(Folder, "compose.yaml");
        await File.WriteAllTextAsync(file, Shop, Cancelled);
        await ComposeAsync("-f", file, "up", "-d", "--quiet-pull");
    }

    private async Task<string> ToolAsync(params string[] line)
    {
        (int exitCode, string output, string error) = await new ToolOnAnEngine(Engine.Endpoint, Load("services: {}")).RunAsync(["-p", Project, .. line]);
        exitCode.Should().Be(0, error);
        return output;
    }

    private Task<string[]> StatesAsync() =>
        Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Label \"com.docker.compose.service\"}} {{.State}}");
}
