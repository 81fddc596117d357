using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class LifecycleCommandTests
{
    private readonly Journal _journal = new();

    [Theory]
    [InlineData("stop", "StopContainer shop-front-1, StopContainer shop-api-1, StopContainer shop-db-1", "is stopped: 3 steps")]
    [InlineData("stop -t 0 db", "StopContainer shop-db-1", "is stopped: 1 step")]
    [InlineData("kill", "KillContainer shop-front-1, KillContainer shop-api-1, KillContainer shop-db-1", "is sent the signal: 3 steps")]
    [InlineData("kill -s HUP front", "KillContainer shop-front-1", "is sent the signal: 1 step")]
    [InlineData("pause db", "PauseContainer shop-db-1", "is paused: 1 step")]
    [InlineData("restart --no-deps api", "StopContainer shop-api-1, StartContainer shop-api-1", "is restarted: 2 steps")]
    [InlineData("rm -sf front", "StopContainer shop-front-1, RemoveContainer shop-front-1", "has no such container any more: 2 steps")]
    [InlineData("start", "", "is started, nothing to do.")]
    [InlineData("unpause", "", "goes on, nothing to do.")]
    [InlineData("rm", "", "has no such container any more, nothing to do.")]
    public async Task A_verb_is_planned_and_carried_out(string line, string done, string outcome)
    {
        ToolRun run = await UpAsync();

        (await run.RunAsync(line.Split(' '))).Should().Be(0, run.Error);

        _journal.Lines.SkipWhile(entry => entry != "up").Skip(1).Should().BeEquivalentTo(done.Split(", ", StringSplitOptions.RemoveEmptyEntries));
        run.ErrorLines[^1].Should().StartWith($"Project \"shop\" {outcome}");
    }

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("restart")]
    [InlineData("rm")]
    [InlineData("kill")]
    [InlineData("pause")]
    [InlineData("unpause")]
    public async Task An_unknown_service_ends_with_1_and_nothing_is_done(string verb)
    {
        ToolRun run = await UpAsync();

        (await run.RunAsync(verb, "dbb")).Should().Be(1);

        run.ErrorLines[^1].Should().Be("error CN0460: Project \"shop\" has no service \"dbb\". Did you mean \"db\"? Services: api, db, front.");
        _journal.Lines[^1].Should().Be("up");
    }

    [Theory]
    [InlineData("stop db", "stop container shop-db-1")]
    [InlineData("down", "remove container shop-api-1")]
    [InlineData("rm -s front", "remove container shop-front-1")]
    [InlineData("up --force-recreate", "create container shop-api-1")]
    [InlineData("run front sh", "create container shop-front-run-")]
    [InlineData("start", "Project \"shop\": nothing to do.")]
    public async Task A_dry_run_prints_the_steps_and_does_none(string line, string step)
    {
        ToolRun run = await UpAsync();

        (await run.RunAsync([.. line.Split(' ').Take(1), "--dry-run", .. line.Split(' ').Skip(1)])).Should().Be(0, run.Error);

        run.Output.Should().Contain(step);
        _journal.Lines[^1].Should().Be("up");
    }

    [Theory]
    [InlineData("exec", "exec --dry-run db true")]
    [InlineData("cp", "cp --dry-run db:/a b")]
    [InlineData("network create", "network create --dry-run n")]
    [InlineData("network rm", "--dry-run network rm n")]
    public async Task What_makes_no_plan_refuses_a_dry_run(string name, string line)
    {
        ToolRun run = await UpAsync();

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.ErrorLines[^1].Should().Be($"error CN0501: \"{name}\" makes no plan, so it has no dry run. Leave \"--dry-run\" out.");
        _journal.Lines[^1].Should().Be("up");
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    public async Task Rm_asks_first_and_is_refused_where_nobody_can_answer(bool? answer, int exitCode)
    {
        ToolRun run = await UpAsync(answer);
        await run.RunAsync("stop", "front");

        (await run.RunAsync("rm")).Should().Be(exitCode);

        _journal.Lines.Contains("RemoveContainer shop-front-1").Should().Be(answer == true);
        run.Error.Should().Contain(answer switch
        {
            null => "error CN0466: Nobody is there to confirm that these containers go: shop-front-1. Give -f to remove them without being asked.",
            false => "Going to remove shop-front-1. Continue? [y/N] \nNothing was removed.\n",
            true => "Going to remove shop-front-1. Continue? [y/N] \n",
        });
    }

    private async Task<ToolRun> UpAsync(bool? answer = null)
    {
        var run = new ToolRun { Engine = new JournalEngine(_journal), Answer = answer };
        await run.RunAsync("up", "-d");
        _journal.Add("up");
        return run;
    }
}
