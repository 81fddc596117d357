using System.Text.Json;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>What is listed, beside what docker compose lists of the same containers.</summary>
public sealed class ListingTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Shop = """
        services:
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            ports: ["127.0.0.1::80", "127.0.0.1::53/udp"]
            expose: ["99"]
            volumes: [store:/store, /anonymous]
            depends_on: {db: {condition: service_healthy}}
            scale: 2
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            healthcheck: {test: ["CMD", "true"], interval: 200ms}
          job: {image: busybox, command: [sh, -c, "exit 3"]}
        volumes: {store: }
        """;

    // These change while one looks, or are in an order of their own.
    private static readonly string[] Unsteady = ["RunningFor", "Status", "CreatedAt", "Labels", "Publishers", "Ports", "Mounts"];

    [Fact]
    public async Task Ps_says_what_docker_compose_says()
    {
        await Peer.RequireAsync();
        await UpAsync(Shop);
        await Docker.RunAsync("wait", Container("job"));

        JsonElement[] ours = Rows(await ToolAsync("ps", "-a", "--format", "json"));
        JsonElement[] theirs = Rows(await ComposeAsync("ps", "-a", "--format", "json"));

        ours.Select(Name).Should().Equal(theirs.Select(Name)).And.HaveCount(4);
        foreach ((JsonElement our, JsonElement their) in ours.Zip(theirs))
        {
            our.EnumerateObject().Select(field => field.Name).Should().Equal(their.EnumerateObject().Select(field => field.Name));
            Steady(our).Should().Equal(Steady(their));
            Sorted(our, "Labels").Should().Equal(Sorted(their, "Labels"));
            Sorted(our, "Mounts").Should().Equal(Sorted(their, "Mounts"));
            Sorted(our, "Ports").Should().Equal(Sorted(their, "Ports"));
            our.GetProperty("Publishers").EnumerateArray().Select(port => port.GetRawText()).Should().BeEquivalentTo(their.GetProperty("Publishers").EnumerateArray().Select(port => port.GetRawText()));
        }

        (await ToolAsync("ps", "-q", "web")).Should().Be(await ComposeAsync("ps", "-q", "web") + "\n");
        (await ToolAsync("ps", "--services", "--status", "exited")).Should().Be("job\n");
    }

    [Fact]
    public async Task Ls_and_port_and_top_say_what_docker_compose_says()
    {
        await Peer.RequireAsync();
        await UpAsync(Shop);
        await Docker.RunAsync("wait", Container("job"));

        JsonElement ours = JsonDocument.Parse(await ToolAsync("ls", "-a", "--format", "json", "--filter", $"name=^{Project}$")).RootElement;
        JsonElement theirs = JsonDocument.Parse(await ComposeAsync("ls", "-a", "--format", "json", "--filter", $"name=^{Project}$")).RootElement;
        ours.GetRawText().Should().Be(theirs.GetRawText());
        ours[0].GetProperty("Status").GetString().Should().Be("exited(1), running(3)");

        foreach (string[] line in new string[][] { ["port", "web", "80"], ["port", "--index", "2", "web", "80"], ["port", "--protocol", "udp", "web", "53"] })
        {
            (await ToolAsync(line)).Should().Be(await ComposeAsync(line) + "\n").And.StartWith("127.0.0.1:");
        }

        (string[][] processes, string[][] theirProcesses) = await BetweenChecksAsync("top");
        processes.Should().HaveCount(4);
        processes.Zip(theirProcesses).Should().AllSatisfy(pair => (pair.First[0], pair.First[1], pair.First[3]).Should().Be((pair.Second[0], pair.Second[1], pair.Second[3])));
    }

    // A health check may be running at the moment that one of the two looks, or be about to, or have just ended: then it is a process more.
    private async Task<(string[][] Ours, string[][] Theirs)> BetweenChecksAsync(string command)
    {
        for (int tries = 0; ; tries++)
        {
            (string[][] ours, string[][] theirs) = (Table(await ToolAsync(command)), Table(await ComposeAsync(command)));
            if ((ours.Length == 4 && theirs.Length == 4) || tries == 20)
                return (ours, theirs);
        }
    }

    [Fact]
    public async Task Wait_returns_the_exit_codes_as_the_containers_end()
    {
        const string jobs = """
            services:
              quick: {image: busybox, command: [sh, -c, "exit 3"]}
              slow: {image: busybox, command: [sh, -c, "trap 'exit 5' USR1; while true; do sleep 0.1; done"]}
            """;
        await UpAsync(jobs);

        var ended = new List<(string, int)>();
        await foreach (StoppedContainer stopped in Client.WaitAsync(Load(jobs), ["slow", "quick"], Cancelled))
        {
            ended.Add((stopped.Service, stopped.ExitCode));
            if (stopped.Service == "quick")
            {
                await Docker.RunAsync("kill", "-s", "USR1", Container("slow"));
            }
        }

        ended.Should().Equal(("quick", 3), ("slow", 5));
    }

    [Fact]
    public async Task Wait_takes_the_project_down_when_the_first_container_has_ended()
    {
        const string job = """
            services:
              test: {image: busybox, command: [sh, -c, "sleep 0.5; exit 4"]}
              other: {image: busybox, command: [sleep, "600"], stop_signal: KILL}
            """;
        await UpAsync(job);

        (int exitCode, string output, string error) = await new ToolOnAnEngine(Engine.Endpoint, Load(job)).RunAsync("wait", "--down-project", "test", "other");

        exitCode.Should().Be(4, error);
        output.Should().Be($"container \"{Container("test")}\" exited with status code 4\n");
        (await Docker.ListAsync("ps", "-aq", "--filter", ProjectFilter)).Should().BeEmpty();
        (await Docker.HasAsync("network", $"{Project}_default")).Should().BeFalse();
    }

    private async Task<string> ToolAsync(params string[] line)
    {
        (int exitCode, string output, string error) = await new ToolOnAnEngine(Engine.Endpoint, Load(Shop)).RunAsync(line);
        exitCode.Should().Be(0, error);
        return output;
    }

    private static JsonElement[] Rows(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Name(JsonElement row) => row.GetProperty("Name").GetString();

    private static IEnumerable<string> Steady(JsonElement row) => row.EnumerateObject().Where(field => !Unsteady.Contains(field.Name)).Select(field => $"{field.Name}={field.Value}");

    private static IEnumerable<string> Sorted(JsonElement row, string field) => row.GetProperty(field).GetString()!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);

    private static string[][] Table(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
