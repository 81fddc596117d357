using Compose.Net.Model;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

/// <summary>The options of up, create, scale and down, on three services of which front needs api and api needs db.</summary>
public sealed class ReconcileFlagTests
{
    private static readonly ComposeProject Shop = Loaded.Project("""
        services:
          front: {image: x, depends_on: [api]}
          api: {image: x, depends_on: [db]}
          db: {image: x}
        """) with { Name = "shop" };

    [Theory]
    [InlineData("up -d --no-recreate --force-recreate", "--no-recreate", "--force-recreate")]
    [InlineData("up -d --no-recreate --always-recreate-deps", "--no-recreate", "--always-recreate-deps")]
    [InlineData("create --no-recreate -V", "--no-recreate", "--renew-anon-volumes")]
    [InlineData("up --no-start --wait", "--no-start", "--wait")]
    [InlineData("up -d --exit-code-from api", "--detach", "--exit-code-from")]
    [InlineData("up -d --abort-on-container-exit", "--detach", "--abort-on-container-exit")]
    [InlineData("up --wait --attach db", "--wait", "--attach")]
    public async Task Options_that_contradict_each_other_are_refused(string line, string one, string other)
    {
        var run = new ToolRun { Project = Shop };

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.Error.Should().Be($"error CN0501: The options \"{one}\" and \"{other}\" contradict each other. Leave one of them out.\n");
    }

    [Fact]
    public async Task Named_services_come_up_with_what_they_depend_on()
    {
        (await StepsAsync("up", "-d", "api")).Should().Contain("container shop-api-1 started").And.Contain("container shop-db-1 started").And.NotContain("front");
        (await StepsAsync("up", "-d", "--no-deps", "api")).Should().Contain("container shop-api-1 started").And.NotContain("db");
    }

    [Fact]
    public async Task Create_and_no_start_start_nothing()
    {
        (await StepsAsync("create")).Should().Contain("container shop-db-1 created").And.NotContain("started").And.Contain("is made");
        (await StepsAsync("up", "--no-start")).Should().Contain("container shop-db-1 created").And.NotContain("started").And.Contain("is made");
    }

    [Fact]
    public async Task A_scale_counts_in_place_of_the_file_s()
    {
        (await StepsAsync("up", "-d", "--scale", "api=2", "--scale", "db=0")).Should().Contain("shop-api-2 started").And.NotContain("shop-db-1");
        (await StepsAsync("scale", "api=3")).Should().Contain("shop-api-3 started").And.Contain("shop-db-1").And.NotContain("front");
        (await StepsAsync("scale", "--no-deps", "api=2")).Should().Contain("shop-api-2 started").And.NotContain("shop-db-1");
    }

    [Theory]
    [InlineData("up -d --scale web=2", "error CN0460: Project \"shop\" has no service \"web\".")]
    [InlineData("scale apo=2", "error CN0460: Project \"shop\" has no service \"apo\". Did you mean \"api\"?")]
    [InlineData("up -d --scale api", "error CN0501: A scale is a service and a number, and \"api\" is not that. Give for example web=3.")]
    [InlineData("scale api=many", "error CN0501: A scale is a service and a number, and \"api=many\" is not that. Give for example web=3.")]
    [InlineData("up -d --wait-timeout soon", "error CN0501: Option \"--wait-timeout\" needs whole seconds, and \"soon\" is not that. Give for example 10.")]
    [InlineData("up --exit-code-from apo", "error CN0460: Project \"shop\" has no service \"apo\". Did you mean \"api\"? Services: api, db, front.")]
    [InlineData("up --no-attach apo", "error CN0460: Project \"shop\" has no service \"apo\". Did you mean \"api\"? Services: api, db, front.")]
    [InlineData("up --attach apo", "error CN0460: Project \"shop\" has no service \"apo\". Did you mean \"api\"? Services: api, db, front.")]
    [InlineData("down nobody", "error CN0460: Project \"shop\" has no service \"nobody\". Services: api, db, front.")]
    public async Task What_makes_no_sense_is_explained(string line, string expected)
    {
        var run = new ToolRun { Project = Shop };

        (await run.RunAsync(line.Split(' '))).Should().Be(1);

        run.Error.Should().StartWith(expected);
    }

    [Fact]
    public async Task A_way_to_show_progress_that_is_not_known_is_refused_and_a_kind_of_colours_means_none()
    {
        var progress = new ToolRun { Project = Shop, Engine = new JournalEngine(new Journal()), Variables = { ["COMPOSE_PROGRESS"] = "loud" } };
        var colours = new ToolRun { Project = Shop, Engine = new JournalEngine(new Journal()), Variables = { ["COMPOSE_ANSI"] = "false" } };

        (await progress.RunAsync("up", "-d")).Should().Be(1);
        (await colours.RunAsync("up", "-d")).Should().Be(0, colours.Error);

        progress.Error.Should().StartWith("error CN0501: The variable COMPOSE_PROGRESS does not know \"loud\". It takes: auto, tty, plain, json, quiet.");
        colours.Error.Should().NotContain("\u001b[3");
    }

    private static async Task<string> StepsAsync(params string[] arguments)
    {
        var run = new ToolRun { Project = Shop, Engine = new JournalEngine(new Journal()) };
        (await run.RunAsync(arguments)).Should().Be(0, run.Error);
        return run.Error;
    }
}
