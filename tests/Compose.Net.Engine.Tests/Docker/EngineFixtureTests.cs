using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class EngineFixtureTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task What_a_test_leaves_behind_is_removed_by_its_label()
    {
        string label = "com.docker.compose.project=" + Project;
        await Docker.RunAsync("network", "create", "--label", label, Project + "_n");
        await Docker.RunAsync("volume", "create", "--label", label, Project + "_v");
        await Docker.RunAsync("run", "-d", "--label", label, "--name", Project + "-c", "--network", Project + "_n", "-v", Project + "_v:/v", "busybox:latest", "sleep", "600");
        await Docker.RunAsync("commit", "--change", $"LABEL {label}", Project + "-c", Project + "-i");

        await Engine.RemoveProjectsAsync([Project]);

        (await Docker.HasAsync("container", Project + "-c")).Should().BeFalse();
        (await Docker.HasAsync("network", Project + "_n")).Should().BeFalse();
        (await Docker.HasAsync("volume", Project + "_v")).Should().BeFalse();
        (await Docker.HasAsync("image", Project + "-i")).Should().BeFalse();
    }
}
