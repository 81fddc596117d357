using Compose.Net.Docker;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class CulpritTests
{
    [Fact]
    public async Task A_container_that_others_link_to_is_told_by_its_own_name()
    {
        await using FakeEngine fake = FakeEngine.Playing("1.41", line => line.StartsWith("POST", StringComparison.Ordinal)
            ? ("500 Internal Server Error", """{"message":"Bind for 0.0.0.0:8001 failed: port is already allocated"}""")
            : ("200 OK", """[{"Id":"c1","Names":["/other/alias","/x-web-1"],"Labels":{"com.docker.compose.project":"x"},"Ports":[{"PrivatePort":80,"PublicPort":8001,"Type":"tcp"}]}]"""));
        await using DockerEngine engine = await DockerEngine.ConnectAsync(fake.Endpoint, FakeMachine.With(), TimeProvider.System, TestContext.Current.CancellationToken);

        Func<Task> start = () => engine.ExecuteAsync(new StartContainer("p-web-1"), progress: null, TestContext.Current.CancellationToken);

        (await start.Should().ThrowAsync<ComposeEngineException>()).Which.Message.Should().Contain("by container \"x-web-1\" of project \"x\"");
    }
}
