using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>Overlay networks by hand.</summary>
public sealed class OverlayCommandTests(EngineFixture engine, SwarmHosts hosts) : SwarmTest(engine, hosts)
{
    private readonly SwarmHosts _hosts = hosts;

    [Fact]
    public async Task An_attachable_overlay_is_made_on_the_manager_and_joined_on_both_hosts()
    {
        string name = $"{Project}_n", label = $"com.docker.compose.project={Project}";
        var tool = new ToolOnAnEngine(_hosts.Manager, new ComposeProject { Name = Project });

        (int exitCode, _, string error) = await tool.RunAsync("network", "create", "-d", "overlay", "--attachable", "--subnet", $"{Subnet}.0/24", "-o", "com.docker.network.driver.mtu=1400", "--label", label, name);

        exitCode.Should().Be(0, error);
        (await Manager.RunAsync("network", "inspect", "-f", "{{.Driver}} {{.Scope}} {{.Attachable}}", name)).Should().Be("overlay swarm true");
        await Worker.RunAsync("run", "-d", "--name", $"{Project}-there-1", "--label", label, "--network", name, "busybox", "sleep", "600");
        await Manager.RunAsync("run", "-d", "--name", $"{Project}-here-1", "--label", label, "busybox", "sleep", "600");
        (await tool.RunAsync("network", "connect", name, $"{Project}-here-1")).ExitCode.Should().Be(0);
        await Reaches(Manager, "here", $"{Project}-there-1");
        (await tool.RunAsync("network", "disconnect", name, $"{Project}-here-1")).ExitCode.Should().Be(0);

        (int inUse, _, string refused) = await tool.RunAsync("network", "rm", name);
        await Worker.RunAsync("rm", "-f", $"{Project}-there-1");
        (int free, _, _) = await tool.RunAsync("network", "rm", name);

        inUse.Should().Be(1);
        refused.Should().StartWith("error CN0419: ").And.Contain("on another host of the swarm");
        free.Should().Be(0);
        await NothingIsLeft($"{Project}-here-1");
    }
}
