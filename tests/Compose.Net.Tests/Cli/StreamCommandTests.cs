using System.Globalization;
using Compose.Net.Cli;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class StreamCommandTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 22, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("5m", "2026-11-25T21:55:00Z")]
    [InlineData("1h30m10s", "2026-11-25T20:29:50Z")]
    [InlineData("0s", "2026-11-25T22:00:00Z")]
    [InlineData("1.5s", "2026-11-25T21:59:58.5Z")]
    [InlineData("1795647240.25", "2026-11-25T22:54:00.25Z")]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.123456789+01:00", "2026-01-31T11:00:00.1234568Z")]
    public void A_moment_can_be_written_in_several_ways(string text, string moment)
    {
        var option = new MomentOption("--since", "", () => new StoppedClock());
        var command = new System.CommandLine.RootCommand { option };

        command.Parse(["--since", text]).GetValue(option).Should().Be(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("/bin/sh -c", "/bin/sh|-c")]
    [InlineData("sh -c 'echo a  b' \"\" $HOME", "sh|-c|echo a  b||$HOME")]
    [InlineData("", "")]
    public void An_entry_point_is_split_as_a_shell_would(string line, string words)
    {
        var option = new EntrypointOption();
        var command = new System.CommandLine.RootCommand { option };

        string.Join('|', option.Read(command.Parse(["--entrypoint", line]))!.Value).Should().Be(words);
        option.Read(command.Parse([])).Should().BeNull();
    }

    [Fact]
    public void An_entry_point_with_an_open_quote_is_explained()
    {
        var option = new EntrypointOption();
        var command = new System.CommandLine.RootCommand { option };

        FluentActions.Invoking(() => option.Read(command.Parse(["--entrypoint", "sh -c 'a"])))
            .Should().Throw<ToolException>().WithMessage("Option \"--entrypoint\" cannot be read: The command line cannot be split into words*");
    }

    [Theory]
    [InlineData("logs --since yesterday", "Option \"--since\" needs a moment, and \"yesterday\" is none.")]
    [InlineData("logs --since 9999999h9999999h", "Option \"--since\" needs a moment")]
    [InlineData("logs --since 5x", "Option \"--since\" needs a moment")]
    [InlineData("logs --tail few", "Option \"--tail\" needs a number of lines or \"all\", and \"few\" is not that.")]
    public async Task What_cannot_be_read_is_explained(string line, string message)
    {
        var run = new ToolRun();

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.Error.Should().Contain(message);
    }

    [Fact]
    public void Prefixes_are_as_wide_as_the_longest_name()
    {
        var prefixes = new LogPrefixes("shop", ["shop-web-1", "shop-database-1"], colours: false);

        prefixes.Of(Line("shop-web-1")).Should().Be("web-1       | ");
        prefixes.Of(Line("shop-database-1")).Should().Be("database-1  | ");
        prefixes.Of(Line("with-a-name-of-its-own")).Should().Be("with-a-name-of-its-own  | ");
    }

    [Fact]
    public void Each_container_has_its_colour()
    {
        var prefixes = new LogPrefixes("shop", ["shop-web-1", "shop-web-2"], colours: true);

        prefixes.Of(Line("shop-web-1")).Should().Be("\e[36mweb-1  | \e[0m");
        prefixes.Of(Line("shop-web-2")).Should().Be("\e[33mweb-2  | \e[0m");
        prefixes.Of(Line("shop-web-1")).Should().StartWith("\e[36m");
    }

    [Fact]
    public void Events_have_the_shapes_of_the_docker_command()
    {
        var happened = new ContainerEvent
        {
            Action = "die",
            Service = "web",
            Container = "shop-web-1",
            ContainerId = "9df0713909bd",
            UnixTimeNanoseconds = 1795647240_011673466,
            Attributes = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("image", "busybox").Add("exitCode", "0"),
        };

        EventText.Json(happened).Should().Be("""{"action":"die","attributes":{"exitCode":"0","image":"busybox"},"id":"9df0713909bd","service":"web","time":"2026-11-25T22:54:00.011673466Z","type":"container"}""");
        EventText.Line(happened).Should().Be($"{happened.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}.011673 container die 9df0713909bd (exitCode=0, image=busybox)");
    }

    private static LogLine Line(string container) => new() { Service = "web", Container = container, Text = "" };

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
