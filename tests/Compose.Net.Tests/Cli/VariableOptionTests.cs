using System.Collections.Immutable;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class VariableOptionTests
{
    private readonly List<Operation> _operations = [];

    [Theory]
    [InlineData(null, "7")]
    [InlineData("8", "8")]
    public async Task A_build_argument_without_a_value_has_that_of_the_environment_or_else_of_the_env_file(string? set, string expected)
    {
        ToolRun run = Run(set);

        (await run.RunAsync("build", "--build-arg", "VERSION", "--build-arg", "UNSET", "web")).Should().Be(0, run.Error);

        ImmutableSortedDictionary<string, string> args = _operations.OfType<BuildImage>().Should().ContainSingle().Which.Build.Args;
        args.Should().Contain("VERSION", expected).And.NotContainKey("UNSET");
    }

    [Theory]
    [InlineData("-t -1", -1)]
    [InlineData("-t 3", 3000)]
    public async Task A_stop_can_wait_without_end(string option, int milliseconds)
    {
        ToolRun run = Run(null);
        await run.RunAsync("up", "-d");

        (await run.RunAsync(["stop", .. option.Split(' ')])).Should().Be(0, run.Error);

        _operations.OfType<StopContainer>().Should().ContainSingle().Which.GracePeriod.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    private ToolRun Run(string? set)
    {
        var run = new ToolRun
        {
            Source = new MemorySource(("/p/shop/compose.yaml", "services: {web: {build: .}}"), ("/p/shop/.env", "VERSION=7\n")),
            Engine = new JournalEngine(new Journal()) { Refuses = Note },
        };
        if (set is not null)
        {
            run.Variables["VERSION"] = set;
        }

        return run;
    }

    private Exception? Note(Operation operation)
    {
        _operations.Add(operation);
        return null;
    }
}
