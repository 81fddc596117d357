using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

/// <summary>The options of up, create, scale and down, as the docker command sees what comes of them.</summary>
public sealed class ReconcileFlagTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task Services_are_made_brought_up_scaled_replaced_and_taken_down_by_name()
    {
        ToolOnAnEngine tool = Tool();

        await MustAsync(tool, "create", "web");
        (await StatesAsync()).Should().Equal("db-1 created", "web-1 created");

        await MustAsync(tool, "up", "-d", "--no-deps", "web");
        (await StatesAsync()).Should().Equal("db-1 created", "web-1 running");

        await MustAsync(tool, "up", "-d", "--wait", "--wait-timeout", "60", "--scale", "web=2");
        (await StatesAsync()).Should().Equal("db-1 running", "other-1 running", "web-1 running", "web-2 running");

        await MustAsync(tool, "scale", "web=3", "-t", "0");
        (await StatesAsync()).Should().Equal("db-1 running", "other-1 running", "web-1 running", "web-2 running", "web-3 running");

        string db = await IdAsync("db");
        string web = await IdAsync("web");
        await MustAsync(tool, "up", "-d", "--force-recreate", "-t", "0", "web");
        (await IdAsync("db")).Should().Be(db, "only what is named is replaced");
        (await IdAsync("web")).Should().NotBe(web);
        (await StatesAsync()).Should().Equal("db-1 running", "other-1 running", "web-1 running");

        await MustAsync(tool, "down", "-t", "0", "web");
        (await StatesAsync()).Should().Equal("db-1 running", "other-1 running");
        (await Docker.ListAsync("network", "ls", "--filter", ProjectFilter, "--format", "{{.Name}}")).Should().Equal($"{Project}_default");

        await MustAsync(tool, "down", "-t", "0");
        (await StatesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dry_run_leaves_everything_as_it_is()
    {
        ToolOnAnEngine tool = Tool();

        (await tool.RunAsync("--dry-run", "up")).Output.Should().Contain($"create container {Project}-db-1");
        (await StatesAsync()).Should().BeEmpty();
        (await Docker.ListAsync("network", "ls", "--filter", ProjectFilter, "--format", "{{.Name}}")).Should().BeEmpty();

        await MustAsync(tool, "up", "-d", "db");
        (await tool.RunAsync("down", "--dry-run")).Output.Should().Contain($"remove container {Project}-db-1").And.Contain($"remove network {Project}_default");
        (await StatesAsync()).Should().Equal("db-1 running");
    }

    [Fact]
    public async Task Down_unplugs_a_stranger_only_where_that_is_allowed_and_then_the_network_goes()
    {
        ToolOnAnEngine tool = Tool();
        string network = $"{Project}_default", stranger = $"{Project}-stranger", others = NewProjectName("other");
        await MustAsync(tool, "up", "-d", "other");
        await Docker.RunAsync("run", "-d", "--name", stranger, "--label", $"com.docker.compose.project={others}", "--network", network, "busybox", "sleep", "600");
        string error = await MustAsync(tool, "down", "-t", "0");

        error.Should().Contain($"warning CN0309: Network \"{network}\" is kept, for these are not the project's and use it: container \"{stranger}\" of project \"{others}\"").And.Contain("--detach-foreign");
        (await StatesAsync()).Should().BeEmpty();
        (await Docker.HasAsync("network", network)).Should().BeTrue();

        await MustAsync(tool, "down", "-t", "0", "--detach-foreign");

        (await Docker.HasAsync("network", network)).Should().BeFalse();
        (await Docker.RunAsync("inspect", "-f", "{{.State.Running}} {{len .NetworkSettings.Networks}}", stranger)).Should().Be("true 0", "it is unplugged, and nothing else befalls it");
    }

    private static async Task<string> MustAsync(ToolOnAnEngine tool, params string[] arguments)
    {
        (int exitCode, _, string error) = await tool.RunAsync(arguments);
        exitCode.Should().Be(0, error);
        return error;
    }

    private async Task<string[]> StatesAsync() =>
        [.. (await Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}} {{.State}}")).Select(line => line[(Project.Length + 1)..])];

    private Task<string> IdAsync(string service) => Docker.RunAsync("inspect", "-f", "{{.Id}}", $"{Project}-{service}-1");

    private ToolOnAnEngine Tool()
    {
        ComposeFileResult result = ComposeFile.Parse(
            """
            services:
              web: {image: busybox, command: [sleep, "600"], stop_signal: KILL, depends_on: [db]}
              db: {image: busybox, command: [sleep, "600"], stop_signal: KILL}
              other: {image: busybox, command: [sleep, "600"], stop_signal: KILL}
            """,
            new ComposeFileOptions { ProjectName = Project });
        return new ToolOnAnEngine(Engine.Endpoint, result.Project!);
    }
}
