using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>What an engine says of an overlay after 20 seconds and without the reason is said before anything is touched, and what others use stays.</summary>
public sealed class OverlayRefusalTests(EngineFixture engine, SwarmHosts hosts) : SwarmTest(engine, hosts)
{
    private string Here => $$$"""
        services:
          here: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: {n: {ipv4_address: {{{Subnet}}}.10} } }
        networks:
          n: {name: "{{{Project}}}-wide", driver: overlay, attachable: true, ipam: {config: [{subnet: {{{Subnet}}}.0/24}]} }

        """;

    [Fact]
    public async Task Overlays_that_overlap_are_refused_before_anything_is_made()
    {
        await Manager.RunAsync("network", "create", "-d", "overlay", "--subnet", $"{Subnet}.128/25", $"{Project}-other");
        try
        {
            Func<Task> up = () => UpAsync(OnManager, Here);

            (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain("CN0310").And.Contain($"{Subnet}.0/24").And.Contain($"{Subnet}.128/25 of network \"{Project}-other\"").And.Contain("Choose another subnet");
            await NothingIsLeft();
        }
        finally
        {
            await Manager.RunAsync("network", "rm", $"{Project}-other");
        }
    }

    [Fact]
    public async Task A_fixed_address_of_a_container_on_another_host_is_refused_and_its_host_named()
    {
        await UpAsync(OnManager, Here);
        await OccupyAsync();
        Func<Task> up = () => UpAsync(OnManager, Here.Replace("networks:\n  n:", $"  late: {{image: busybox, command: [sleep, \"600\"], networks: {{n: {{ipv4_address: {Subnet}.11}} }} }}\nnetworks:\n  n:", StringComparison.Ordinal));

        string[] before = await LeftAsync();
        string message = (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message;

        message.Should().Contain("CN0315").And.Contain($"{Subnet}.11").And.Contain("Service \"late\"").And.Contain($"container \"{Project}-guest\" on host 10.77.0.2");
        (await LeftAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task An_overlay_that_another_host_uses_outlives_its_project_until_it_is_free()
    {
        await UpAsync(OnManager, Here);
        await OccupyAsync();

        Plan down = await OnManager.DownAsync(Load(Here), new ReconcileOptions { DetachForeign = true }, cancellationToken: Cancelled);

        down.Diagnostics.Should().ContainSingle().Which.ToString().Should().StartWith("warning CN0309").And.Contain($"container \"{Project}-guest\" on host 10.77.0.2");
        (await Manager.HasAsync("container", $"{Project}-here-1")).Should().BeFalse();
        (await Manager.HasAsync("network", $"{Project}-wide")).Should().BeTrue();

        await Worker.RunAsync("rm", "-f", $"{Project}-guest");
        await OnManager.DownAsync(Load(Here), cancellationToken: Cancelled);

        await NothingIsLeft();
    }

    // A container of another host, once the manager knows of it.
    private async Task OccupyAsync()
    {
        await Worker.RunAsync("run", "-d", "--name", $"{Project}-guest", "--label", $"com.docker.compose.project={Project}", "--network", $"{Project}-wide", "--ip", $"{Subnet}.11", "busybox", "sleep", "600");
        await Reaches(Manager, "here", $"{Project}-guest");
    }
}
