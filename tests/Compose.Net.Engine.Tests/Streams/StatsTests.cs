using System.Text.Json;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class StatsTests(EngineFixture engine) : StreamTest(engine)
{
    private static readonly string[] Steady = ["ID", "Name"];

    [Fact]
    public async Task One_measurement_says_of_each_running_container_what_docker_says()
    {
        ToolOnAnEngine tool = await UpAsync();

        JsonElement[] ours = await StatsAsync(tool, "stats", "--no-stream", "--format", "json");

        ours.Select(row => Text(row, "Name")).Should().Equal($"{Project}-web-1", $"{Project}-web-2");
        foreach (JsonElement row in ours)
        {
            JsonElement theirs = JsonDocument.Parse(await Docker.RunAsync("stats", "--no-stream", "--format", "{{json .}}", Text(row, "Name"))).RootElement;
            row.EnumerateObject().Select(field => field.Name).Should().BeEquivalentTo(theirs.EnumerateObject().Select(field => field.Name));
            Steady.Should().AllSatisfy(field => Text(row, field).Should().Be(Text(theirs, field)));
            Text(row, "PIDs").Should().Be(Text(theirs, "PIDs"), "the shell and its sleep");
            Text(row, "MemUsage").Split(" / ")[1].Should().Be(Text(theirs, "MemUsage").Split(" / ")[1], "the limit is the machine's memory");
        }
    }

    [Fact]
    public async Task Containers_that_do_not_run_are_shown_on_request_and_a_service_alone_where_it_is_named()
    {
        ToolOnAnEngine tool = await UpAsync();

        JsonElement[] all = await StatsAsync(tool, "stats", "--no-stream", "--format", "json", "--all");
        JsonElement[] job = await StatsAsync(tool, "stats", "--no-stream", "--format", "json", "--all", "job");

        all.Select(row => Text(row, "Name")).Should().Equal($"{Project}-job-1", $"{Project}-web-1", $"{Project}-web-2");
        job.Should().ContainSingle();
        Text(job[0], "PIDs").Should().Be("0");
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_container()
    {
        ToolOnAnEngine tool = await UpAsync();

        (int exitCode, string output, string error) = await tool.RunAsync("stats", "--no-stream");

        exitCode.Should().Be(0, error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("CONTAINER ID").And.Contain("MEM USAGE / LIMIT");
        lines[1].Should().StartWith((await Docker.RunAsync("inspect", "-f", "{{.Id}}", $"{Project}-web-1"))[..12]).And.Contain($"{Project}-web-1");
    }

    private async Task<ToolOnAnEngine> UpAsync()
    {
        string yaml = $"services:\n  web:\n    image: busybox\n    scale: 2\n    {Shell("true")}\n  job: {{image: busybox, command: [\"true\"]}}\n";
        await UpAsync(yaml);
        await Docker.RunAsync("wait", Container("job"));
        return new ToolOnAnEngine(Engine.Endpoint, Load(yaml));
    }

    private static async Task<JsonElement[]> StatsAsync(ToolOnAnEngine tool, params string[] line)
    {
        (int exitCode, string output, string error) = await tool.RunAsync(line);
        exitCode.Should().Be(0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => JsonDocument.Parse(row).RootElement).OrderBy(row => Text(row, "Name"), StringComparer.Ordinal)];
    }

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;
}
