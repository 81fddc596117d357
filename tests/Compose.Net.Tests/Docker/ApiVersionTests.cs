using Compose.Net.Docker;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ApiVersionTests
{
    [Theory]
    [InlineData("1.41", "1.41")]
    [InlineData("1.51", "1.51")]
    [InlineData("1.54", "1.54")]
    [InlineData("1.99", "1.54")]
    public void The_lower_of_ours_and_the_engines_is_spoken(string engine, string spoken)
    {
        ApiVersions.Agree(Version.Parse(engine), null, "x").Should().Be(Version.Parse(spoken));
    }

    [Fact]
    public void An_engine_that_is_too_old_is_refused_with_both_versions()
    {
        ComposeEngineException refused = Refused("1.40", null);

        refused.Code.Should().Be("CN0402");
        refused.Message.Should().Be("The engine at here speaks at most API version 1.40, and at least 1.41 is needed, which Docker Engine 20.10 has. Update the engine.");
    }

    [Theory]
    [InlineData("1.43", "1.43")]
    [InlineData("v1.43", "1.43")]
    [InlineData("", "1.45")]
    public void DOCKER_API_VERSION_is_honoured(string wanted, string spoken)
    {
        ApiVersions.Agree(new Version(1, 45), wanted, "here").Should().Be(Version.Parse(spoken));
    }

    [Theory]
    [InlineData("1.40")]
    [InlineData("1.46")]
    [InlineData("newest")]
    public void A_DOCKER_API_VERSION_that_cannot_be_spoken_is_refused(string wanted)
    {
        Refused("1.45", wanted).Message.Should().Contain("DOCKER_API_VERSION").And.Contain(wanted).And.Contain("Correct or unset it.");
    }

    [Theory]
    [InlineData("1.41", false)]
    [InlineData("1.43", false)]
    [InlineData("1.44", true)]
    [InlineData("1.54", true)]
    public void Capabilities_follow_from_the_version(string version, bool granted)
    {
        var capabilities = EngineCapabilityTable.For(Version.Parse(version));

        capabilities.MultipleEndpointsAtCreate.Should().Be(granted);
        capabilities.HealthcheckStartInterval.Should().Be(granted);
    }

    private static ComposeEngineException Refused(string engine, string? wanted) =>
        FluentActions.Invoking(() => ApiVersions.Agree(Version.Parse(engine), wanted, "here")).Should().Throw<ComposeEngineException>().Which;
}
