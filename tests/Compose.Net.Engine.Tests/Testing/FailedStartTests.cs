using System.Diagnostics;
using System.Text.RegularExpressions;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Testing;

/// <summary>What a developer reads when a fixture does not come up, in the words of the real test runner.</summary>
public sealed class FailedStartTests(EngineFixture engine) : EngineTest(engine)
{
    [Theory]
    [InlineData(typeof(BrokenShopTests))]
    [InlineData(typeof(BrokenShopCollectionTests))]
    public async Task Every_test_fails_with_the_last_20_lines_of_the_service_that_failed(Type tests)
    {
        string output = await RunAsync(tests);

        string[] failures = [.. output.Split("[FAIL]").Skip(1)];
        failures.Should().HaveCount(2);
        failures.Should().AllSatisfy(failure => failure.Should().Contain("line 6\n").And.Contain("the store has no shelves").And.NotContain("line 5\n"));
        await ShouldHaveLeftNothingAsync(output, "brokenshop-[0-9a-f]{8}");
    }

    [Fact]
    public async Task A_preparation_that_fails_after_the_start_fails_the_test_and_leaves_nothing()
    {
        string output = await RunAsync(typeof(UnseededShopTests));

        output.Split("[FAIL]").Should().HaveCount(2);
        output.Should().Contain("There is no seed for unseededshop-");
        await ShouldHaveLeftNothingAsync(output, "unseededshop-[0-9a-f]{8}");
    }

    private async Task ShouldHaveLeftNothingAsync(string output, string pattern)
    {
        string project = Regex.Match(output, pattern).Value;
        project.Should().NotBeEmpty();
        string label = "label=com.docker.compose.project=" + project;
        (await Docker.ListAsync("ps", "-aq", "--filter", label)).Should().BeEmpty();
        (await Docker.ListAsync("network", "ls", "-q", "--filter", label)).Should().BeEmpty();
        (await Docker.ListAsync("volume", "ls", "-q", "--filter", label)).Should().BeEmpty();
    }

    private static async Task<string> RunAsync(Type tests)
    {
        string program = Path.ChangeExtension(typeof(FailedStartTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, ["-class", tests.FullName!, "-explicit", "only", "-noLogo", "-noColor"]) { RedirectStandardOutput = true };
        start.Environment[FailingRun.Variable] = "1";
        using Process process = Process.Start(start)!; // null only for documents that a shell opens
        string output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        process.ExitCode.Should().NotBe(0, "these tests fail: {0}", output);
        return output.ReplaceLineEndings("\n");
    }
}
