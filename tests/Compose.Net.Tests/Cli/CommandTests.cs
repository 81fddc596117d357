using System.Text.Json;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Tests.Execution;
using Compose.Net.Tests.Graph;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class CommandTests
{
    private static readonly Diagnostic Mistake = new(DiagnosticSeverity.Error, "CN0103", "Service \"dbb\" is not defined.", new SourceSpan("compose.yaml", 4, 18));
    private static readonly Diagnostic Remark = new(DiagnosticSeverity.Warning, "CN0202", "Key \"version\" is obsolete.", new SourceSpan("compose.yaml", 1, 1));

    [Fact]
    public async Task A_plan_with_steps_ends_with_2_and_changes_nothing()
    {
        var journal = new Journal();
        var run = new ToolRun { Engine = new JournalEngine(journal) };

        (await run.RunAsync("plan")).Should().Be(2);

        run.Output.Should().StartWith("Project \"shop\": ").And.Contain("create container shop-db-1");
        run.Error.Should().BeEmpty();
        journal.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task A_plan_for_programs_is_JSON()
    {
        var run = new ToolRun();

        (await run.RunAsync("plan", "--format", "json")).Should().Be(2);

        JsonDocument.Parse(run.Output).RootElement.GetProperty("project").GetString().Should().Be("shop");
    }

    [Theory]
    [InlineData("api", "db", 0, "api reaches db.")]
    [InlineData("front", "db", 2, "front does not reach db.")]
    public async Task Reach_says_whether_and_why(string from, string to, int exitCode, string answer)
    {
        var run = new ToolRun();

        (await run.RunAsync("reach", from, to)).Should().Be(exitCode);

        run.Output.Should().StartWith(answer + "\n  ");
        JsonDocument.Parse((await Output("reach", from, to, "--format", "json"))).RootElement.GetProperty("reachable").GetBoolean().Should().Be(exitCode == 0);
    }

    [Fact]
    public async Task Reach_refuses_a_service_that_is_not_there()
    {
        var run = new ToolRun();

        (await run.RunAsync("reach", "front", "dbb")).Should().Be(1);

        run.Error.Should().Be("error CN0460: Project \"shop\" has no service \"dbb\". Did you mean \"db\"? Services: api, db, front.\n");
    }

    [Theory]
    [InlineData("mermaid", "flowchart")]
    [InlineData("dot", "graph ")]
    [InlineData("svg", "<svg ")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("json", "{")]
    public async Task A_graph_is_printed_in_each_of_its_forms(string format, string start) => (await Output("graph", "--format", format)).Should().StartWith(start);

    private static async Task<string> Output(params string[] arguments)
    {
        var run = new ToolRun();
        await run.RunAsync(arguments);
        return run.Output;
    }

    [Fact]
    public async Task Nothing_to_do_ends_with_0_and_says_so()
    {
        var run = new ToolRun { Project = ThreeTier.Of([]) };

        (await run.RunAsync("plan")).Should().Be(0);
        (await run.RunAsync("up", "-d")).Should().Be(0);

        run.Output.Should().Be("Project \"shop\": nothing to do.\n");
        run.Error.Should().Be("Project \"shop\" is up, nothing to do.\n");
    }

    [Fact]
    public async Task A_plan_that_cannot_be_made_ends_with_1_and_its_errors()
    {
        var run = new ToolRun { Project = ThreeTier.Of([ThreeTier.Network("edge") with { External = true }], ThreeTier.Service("web", "edge")) };

        (await run.RunAsync("plan")).Should().Be(1);
        (await run.RunAsync("up", "-d")).Should().Be(1);

        run.ErrorLines.Should().HaveCount(2).And.AllSatisfy(line => line.Should().StartWith("error CN0304: "));
        run.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("up -d")]
    [InlineData("up --wait")]
    [InlineData("up -dt 3")]
    public async Task Up_carries_the_plan_out_and_reports_on_standard_error(string line)
    {
        var journal = new Journal();
        var run = new ToolRun { Engine = new JournalEngine(journal) };

        (await run.RunAsync(line.Split(' '))).Should().Be(0);

        journal.Lines.Should().Contain("StartContainer shop-front-1");
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should().ContainMatch("*] container shop-db-1 created (*s)");
        run.ErrorLines[^1].Should().MatchRegex("^Project \"shop\" is up: \\d+ steps in \\d+\\.\\ds\\.$");
    }

    [Fact]
    public async Task Down_keeps_volumes_unless_told_otherwise()
    {
        var journal = new Journal();
        var run = new ToolRun { Engine = new JournalEngine(journal) };
        await run.RunAsync("up", "-d");

        (await run.RunAsync("down")).Should().Be(0);

        journal.Lines.Should().Contain("RemoveContainer shop-db-1").And.Contain("RemoveNetwork shop_data");
        run.ErrorLines[^1].Should().StartWith("Project \"shop\" is down: ");
    }

    [Fact]
    public async Task Quiet_progress_says_nothing()
    {
        var run = new ToolRun();

        (await run.RunAsync("--progress", "quiet", "up", "-d")).Should().Be(0);

        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task The_environment_chooses_the_progress_unless_the_command_line_does()
    {
        var quiet = new ToolRun { Variables = { ["COMPOSE_PROGRESS"] = "quiet" } };
        var plain = new ToolRun { Variables = { ["COMPOSE_PROGRESS"] = "quiet" } };

        await quiet.RunAsync("up", "-d");
        await plain.RunAsync("up", "-d", "--progress", "plain");

        quiet.Error.Should().BeEmpty();
        plain.Error.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Errors_in_the_file_are_printed_one_a_line_and_no_engine_is_asked()
    {
        var run = new ToolRun { Project = null, Diagnostics = [Remark, Mistake], EngineFailure = new InvalidOperationException("asked") };

        (await run.RunAsync("up", "-d")).Should().Be(1);

        run.Error.Should().Be("""
            compose.yaml(1,1): warning CN0202: Key "version" is obsolete.
            compose.yaml(4,18): error CN0103: Service "dbb" is not defined.

            """);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Warnings_go_to_standard_error_and_do_not_matter_to_the_exit_code()
    {
        var run = new ToolRun { Diagnostics = [Remark] };

        (await run.RunAsync("graph")).Should().Be(0);

        run.Error.Should().Be("compose.yaml(1,1): warning CN0202: Key \"version\" is obsolete.\n");
        run.Output.Should().StartWith("flowchart LR\n");
    }

    [Fact]
    public async Task The_graph_is_drawn_in_Dot_on_request()
    {
        var run = new ToolRun();

        (await run.RunAsync("graph", "--format", "dot")).Should().Be(0);

        run.Output.Should().StartWith("graph \"shop\" {\n").And.EndWith("}\n");
    }

    [Fact]
    public async Task A_failed_step_is_explained_and_ends_with_1()
    {
        var run = new ToolRun { Engine = new JournalEngine(new Journal()) { Refused = "StartContainer shop-db-1", LogLines = ["no space left"] } };

        (await run.RunAsync("up", "-d")).Should().Be(1);

        run.ErrorLines.Should().ContainMatch("*] container shop-db-1 starting FAILED (*s)");
        run.Error.Should().EndWith("""
            error CN0499: The engine refused: StartContainer shop-db-1.
              The last lines of shop-db-1:
                no space left
              The containers now:
                shop-db-1  created
                2 run well

            """);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_one_line_with_its_code()
    {
        var run = new ToolRun { EngineFailure = new ComposeEngineException("CN0401", "No engine answers at unix:///nowhere. Start one.") };

        (await run.RunAsync("ps")).Should().Be(1);

        run.Error.Should().Be("error CN0401: No engine answers at unix:///nowhere. Start one.\n");
    }

    [Fact]
    public async Task What_nobody_expected_is_one_line_without_a_stack_trace()
    {
        var run = new ToolRun { EngineFailure = new InvalidOperationException("Boom.\nSecond line.") };

        (await run.RunAsync("ps")).Should().Be(1);

        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error CN0599: ").And.Contain("InvalidOperationException: Boom.").And.Contain("COMPOSE_NET_DEBUG=1");
    }

    [Fact]
    public async Task The_stack_trace_is_printed_on_request()
    {
        var run = new ToolRun { EngineFailure = new InvalidOperationException("Boom."), Variables = { ["COMPOSE_NET_DEBUG"] = "1" } };

        (await run.RunAsync("ps")).Should().Be(1);

        run.Error.Should().Contain("   at Compose.Net.Cli.");
    }

    [Fact]
    public async Task Cancellation_ends_with_130()
    {
        var journal = new Journal();
        var run = new ToolRun { Engine = new JournalEngine(journal) { EndlessKind = "WaitUntilReady" } };
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<int> running = run.RunUntilAsync(cancellation.Token, "up", "-d", "--wait");

        await cancellation.CancelAsync();

        (await running).Should().Be(130);
        run.ErrorLines[^1].Should().StartWith("Cancelled.");
    }

    [Fact]
    public async Task Verify_ends_with_0_where_all_is_as_the_file_says()
    {
        var run = new ToolRun { Engine = WiredEngine.For(ThreeTier.Project) };

        (await run.RunAsync("verify")).Should().Be(0);

        run.Output.Should().StartWith("FROM \\ TO").And.EndWith("all as the project says. 1 more could not be tried.\n", "ping tries no ports");
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Verify_ends_with_2_where_somebody_reaches_too_much()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).Add("db", "shop-db-1", 1, ("shop_edge", "10.0.2.4", ["db"]));
        var run = new ToolRun { Engine = engine };

        (await run.RunAsync("verify", "--format", "json")).Should().Be(2);

        JsonDocument.Parse(run.Output).RootElement.GetProperty("differs").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Verify_needs_something_that_runs()
    {
        var run = new ToolRun();

        (await run.RunAsync("verify")).Should().Be(1);

        run.Error.Should().Be("error CN0503: No service of project \"shop\" is running, so there is nothing to probe. Run \"compose-net up -d\" first.\n");
    }
}
