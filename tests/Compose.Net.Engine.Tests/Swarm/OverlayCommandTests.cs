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

    [Fact]
    public async Task The_ingress_of_a_swarm_is_made_anew_with_settings_of_one_s_own()
    {
        string name = $"{Project}_ingress";
        string[] creation = ["network", "create", "-d", "overlay", "--ingress", "--subnet", $"{Subnet}.0/24", "--label", $"com.docker.compose.project={Project}", name];
        var tool = new ToolOnAnEngine(_hosts.Manager, new ComposeProject { Name = Project });
        try
        {
            (int second, _, string refused) = await tool.RunAsync(creation);
            (int removed, _, string kept) = await tool.RunAsync("network", "rm", "ingress");
            (int made, _, string error) = await tool.RunAsync(creation);

            second.Should().Be(1);
            refused.Should().Contain("ngress");
            removed.Should().Be(0, kept);
            made.Should().Be(0, error);
            (await Manager.RunAsync("network", "inspect", "-f", "{{.Ingress}} {{.Driver}} {{(index .IPAM.Config 0).Subnet}}", name)).Should().Be($"true overlay {Subnet}.0/24");
        }
        finally
        {
            await tool.RunAsync("network", "rm", "-f", name);
            await Manager.TryRunAsync("network", "create", "-d", "overlay", "--ingress", "ingress");
        }
    }

    [Fact]
    public async Task A_macvlan_of_the_swarm_takes_each_host_s_own_settings()
    {
        string name = $"{Project}_lan", settings = $"{Project}_settings", label = $"com.docker.compose.project={Project}";
        ToolOnAnEngine onManager = new(_hosts.Manager, new ComposeProject { Name = Project }), onWorker = new(_hosts.Worker, new ComposeProject { Name = Project });
        string parent = $"cnl{Subnet.Split('.')[1]}{Subnet.Split('.')[2]}";
        string[] Settings(string range) => ["network", "create", "--config-only", "--subnet", $"{Subnet}.0/24", "--ip-range", range, "-o", $"parent={parent}", "--label", label, settings];
        foreach (Witness host in new[] { Manager, Worker })
        {
            await host.RunAsync("network", "create", "--label", label, "-o", $"com.docker.network.bridge.name={parent}", $"{Project}_wire");
        }

        (int here, _, string hereError) = await onManager.RunAsync(Settings($"{Subnet}.16/28"));
        (int there, _, string thereError) = await onWorker.RunAsync(Settings($"{Subnet}.32/28"));
        (int made, _, string error) = await onManager.RunAsync("network", "create", "-d", "macvlan", "--scope", "swarm", "--attachable", "--config-from", settings, name);

        here.Should().Be(0, hereError);
        there.Should().Be(0, thereError);
        made.Should().Be(0, error);
        (await Manager.RunAsync("network", "inspect", "-f", "{{.Driver}} {{.Scope}} {{.ConfigFrom.Network}}", name)).Should().Be($"macvlan swarm {settings}");
        await Manager.RunAsync("run", "-d", "--name", $"{Project}-here-1", "--label", label, "--network", name, "busybox", "sleep", "600");
        (await Manager.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", $"{Project}-here-1")).Should().Be($"{Subnet}.17", "the first of the range is the gateway");
        await Worker.RunAsync("run", "-d", "--name", $"{Project}-there-1", "--label", label, "--network", name, "busybox", "sleep", "600");
        (await Worker.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", $"{Project}-there-1")).Should().Be($"{Subnet}.33");
    }
}
