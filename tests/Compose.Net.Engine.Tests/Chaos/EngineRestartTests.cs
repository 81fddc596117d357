using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Chaos;

public class EngineRestartTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task An_engine_that_restarts_during_an_up_is_a_clear_error_and_the_next_up_ends_as_wanted()
    {
        await using PrivateEngine own = await PrivateEngine.StartAsync(Docker);
        await using ToolProcess up = ToolProcess.Start(own.Endpoint, EightServices.Yaml("first"), "-p", Project, "up", "-d");
        await up.SaysAsync("-db-1 started");

        await own.CrashAsync();
        int exitCode = await up.EndAsync(Cancelled);
        string error = up.Error;
        await own.StartAgainAsync();
        (int next, string said) = await ToolProcess.RunAsync(own.Endpoint, EightServices.Yaml("first"), "-p", Project, "up", "-d");

        exitCode.Should().Be(1, error);
        error.Should().Contain("error CN0401: ").And.Contain(own.Endpoint).And.Contain("the next up or down carries on from there").And.NotContain("CN0599");
        next.Should().Be(0, said);
        await new EightServices(new Witness(own.Endpoint), Project).AssertIsUpAsync("first", "the engine is back");
    }
}
