using Compose.Net.Docker;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class NetworkRemovalTests
{
    private const string Refused = """{"message":"error while removing network: network n id n1 has active endpoints"}""";

    [Fact]
    public async Task A_network_that_an_engine_has_not_let_go_of_yet_is_asked_for_again()
    {
        int deletions = 0;
        await using FakeEngine fake = FakeEngine.Playing("1.41", line => line switch
        {
            _ when line.StartsWith("DELETE", StringComparison.Ordinal) => ++deletions < 3 ? ("403 Forbidden", Refused) : ("204 No Content", ""),
            _ when line.Contains("/networks/n1", StringComparison.Ordinal) => ("200 OK", """{"Id":"n1","Name":"n","Containers":{"c1":{"Name":"gone"}}}"""),
            _ => ("404 Not Found", """{"message":"No such container"}"""),
        });

        await RemoveAsync(fake);

        deletions.Should().Be(3);
    }

    [Fact]
    public async Task A_network_that_a_running_container_uses_is_refused_at_once_and_the_container_named()
    {
        int deletions = 0;
        await using FakeEngine fake = FakeEngine.Playing("1.41", line => line switch
        {
            _ when line.StartsWith("DELETE", StringComparison.Ordinal) && ++deletions > 0 => ("403 Forbidden", Refused),
            _ when line.Contains("/networks/n1", StringComparison.Ordinal) => ("200 OK", """{"Id":"n1","Name":"n","Containers":{"c1":{"Name":"stranger"}}}"""),
            _ => ("200 OK", """{"Id":"c1","Name":"/stranger","State":{"Running":true,"Status":"running"},"Config":{"Labels":{}}}"""),
        });

        ComposeEngineException failed = (await FluentActions.Awaiting(() => RemoveAsync(fake)).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0419");
        failed.Message.Should().Contain("stranger");
        deletions.Should().Be(1);
    }

    private static async Task RemoveAsync(FakeEngine fake)
    {
        await using DockerEngine engine = await DockerEngine.ConnectAsync(fake.Endpoint, FakeMachine.With(), TimeProvider.System, TestContext.Current.CancellationToken);
        await engine.ExecuteAsync(new RemoveNetwork("n", "n1"), progress: null, TestContext.Current.CancellationToken);
    }
}
