using Compose.Net.Docker;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

/// <summary>Engines that do not give a log, or not all of it.</summary>
public sealed class LogRefusalTests
{
    private const string Found = """{"Id":"1","Config":{"Tty":false},"State":{"Status":"STATE"},"HostConfig":{"LogConfig":{"Type":"none"}}}""";

    [Theory]
    [InlineData("removing")]
    [InlineData("dead")]
    public async Task A_container_that_is_being_removed_has_no_lines(string state)
    {
        (await ReadAsync(Found.Replace("STATE", state, StringComparison.Ordinal), "409 Conflict")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_container_that_is_removed_before_the_reason_is_looked_for_has_no_lines()
    {
        (await ReadAsync(Found, "500 Internal Server Error", looks: 1)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_container_that_the_engine_begins_to_remove_while_it_still_runs_has_no_lines()
    {
        (await ReadAsync(Found.Replace("STATE", "running", StringComparison.Ordinal), "409 Conflict")).Should().BeEmpty();
    }

    [Fact]
    public async Task Any_other_refusal_is_told()
    {
        await FailsAsync("418 Teapot", """{"message":"something else"}""", "CN0499", "*The engine said \"something else\", with status 418.");
        await FailsAsync("501 Not Implemented", "{}", "CN0472", "*its logging driver \"none\" keeps nothing*");
    }

    [Fact]
    public async Task What_the_engine_says_in_place_of_lines_is_told()
    {
        await FailsAsync("200 OK", "\u0003\0\0\0\0\0\0\u0013Error grabbing logs", "CN0472", "The log of container \"p-web-1\" could not be read to its end: the engine says \"Error grabbing logs\". *");
    }

    private static async Task FailsAsync(string status, string body, string code, string message)
    {
        Func<Task> read = () => ReadAsync(Found.Replace("STATE", "running", StringComparison.Ordinal), status, body);

        (await read.Should().ThrowAsync<ComposeEngineException>().WithMessage(message)).Which.Code.Should().Be(code);
    }

    // The container can be looked at so many times.
    private static async Task<List<LogLine>> ReadAsync(string found, string status, string body = "{}", int looks = int.MaxValue)
    {
        await using FakeEngine fake = FakeEngine.Playing("1.41", line =>
            line.Contains("/logs?", StringComparison.Ordinal) ? (status, body)
            : looks-- > 0 ? ("200 OK", found)
            : ("404 Not Found", "{}"));
        await using DockerEngine engine = await DockerEngine.ConnectAsync(fake.Endpoint, TimeProvider.System, TestContext.Current.CancellationToken);
        var lines = new List<LogLine>();
        await foreach (LogLine line in engine.ReadLogAsync(new ProjectContainer("1", "p-web-1", "web", 1, OneOff: false, IsAlive: true), new LogRange(), TestContext.Current.CancellationToken))
            lines.Add(line);
        return lines;
    }
}
