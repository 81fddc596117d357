using Compose.Net.Tests.Execution;
using Compose.Net.Tests.Graph;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public sealed class VerifyTests
{
    [Fact]
    public async Task Where_nothing_could_be_tried_nothing_is_proved_and_the_way_out_is_named()
    {
        var run = new ToolRun { Engine = Without("shop-api-1", "shop-db-1", "shop-front-1") };

        (await run.RunAsync("verify")).Should().Be(1);

        run.Output.Should().MatchRegex("\n[0-9]+ probes, none of which could be tried\\.\n$");
        run.Error.Should().MatchRegex("^error CN0521: None of the [0-9]+ probes of project \"shop\" could be tried: from here the containers' networks cannot be entered, and no image has a program for it\\. Run this as root beside the engine, or give the images ping or nc\\.\n$");
    }

    [Fact]
    public async Task What_could_not_be_tried_is_counted()
    {
        var run = new ToolRun { Engine = Without("shop-front-1") };

        (await run.RunAsync("verify")).Should().Be(0);

        run.Output.Should().MatchRegex("\n[0-9]+ probes with ping: all as the project says\\. [1-9] more could not be tried\\.\n$");
    }

    [Fact]
    public async Task One_service_alone_has_nobody_to_try()
    {
        var run = new ToolRun { Project = ThreeTier.Of([ThreeTier.Network("edge")], ThreeTier.Service("web", "edge")), Engine = WiredEngine.For(ThreeTier.Of([ThreeTier.Network("edge")], ThreeTier.Service("web", "edge"))) };

        (await run.RunAsync("verify")).Should().Be(0);

        run.Output.Should().EndWith("There was nothing to try.\n");
    }

    private static WiredEngine Without(params string[] containers)
    {
        var engine = WiredEngine.For(ThreeTier.Project);
        foreach (string container in containers)
        {
            engine.WithPrograms(container);
        }

        return engine;
    }
}
