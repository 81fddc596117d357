using System.Text.Json;
using Compose.Net.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class MessageTests
{
    [Theory]
    [InlineData("--progress json up -d", null)]
    [InlineData("up -d", "json")]
    public async Task Where_progress_is_JSON_every_line_on_standard_error_is_an_object(string line, string? variable)
    {
        var run = new ToolRun { Diagnostics = [Diagnostic.Warning("CN0118", "No service has the profile \"x\".")] };
        run.Variables["COMPOSE_PROGRESS"] = variable ?? "";

        (await run.RunAsync(line.Split(' '))).Should().Be(0);

        JsonElement[] objects = [.. run.ErrorLines.Select(text => JsonDocument.Parse(text).RootElement)];
        objects[0].GetProperty("level").GetString().Should().Be("warning");
        objects[0].GetProperty("msg").GetString().Should().Be("warning CN0118: No service has the profile \"x\".");
        objects[0].GetProperty("time").GetDateTime().Kind.Should().Be(DateTimeKind.Utc);
        objects.Should().Contain(each => HasStatus(each, "started"));
    }

    [Fact]
    public async Task What_a_command_failed_with_is_an_object_as_docker_compose_has_it()
    {
        var run = new ToolRun { LoadsFiles = true };

        (await run.RunAsync("--progress", "json", "-f", "/nonexistent/compose.yaml", "ps")).Should().Be(1);

        JsonElement failure = JsonDocument.Parse(run.ErrorLines.Should().ContainSingle().Which).RootElement;
        failure.GetProperty("error").GetBoolean().Should().BeTrue();
        failure.GetProperty("message").GetString().Should().MatchRegex("^/nonexistent/compose\\.yaml\\(1,1\\): error CN\\d{4}: ");
    }

    [Fact]
    public async Task Lines_that_belong_to_a_failure_are_in_its_object()
    {
        var journal = new Hosting.Journal();
        var run = new ToolRun { Engine = new Hosting.JournalEngine(journal) { RefusedKind = "StartContainer", LogLines = ["cannot open /stock"] } };

        (await run.RunAsync("--progress", "json", "up", "-d")).Should().Be(1);

        JsonElement[] objects = [.. run.ErrorLines.Select(text => JsonDocument.Parse(text).RootElement)];
        objects.Where(each => each.TryGetProperty("error", out _)).Select(each => each.GetProperty("message").GetString())
            .Should().Contain(message => message!.Contains("CN0499") && message.Contains("\n    cannot open /stock"));
    }

    private static bool HasStatus(JsonElement element, string status) => element.TryGetProperty("status", out JsonElement value) && value.GetString()!.Contains(status, StringComparison.OrdinalIgnoreCase);
}
