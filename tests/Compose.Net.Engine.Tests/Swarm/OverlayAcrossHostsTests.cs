using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>One overlay network on two hosts: made on the manager, used on the worker.</summary>
public sealed class OverlayAcrossHostsTests(EngineFixture engine, SwarmHosts hosts) : SwarmTest(engine, hosts)
{
    private string Here => $$$"""
        services:
          here: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: {n: {ipv4_address: {{{Subnet}}}.10} } }
        networks:
          n: {name: "{{{Project}}}-wide", driver: overlay, attachable: true, ipam: {config: [{subnet: {{{Subnet}}}.0/24}]} }
        """;

    private string There => $$$"""
        services:
          there: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: {n: {aliases: [far], ipv4_address: {{{Subnet}}}.11} } }
        networks:
          n: {name: "{{{Project}}}-wide", external: true}
        """;

    [Fact]
    public async Task Names_and_addresses_reach_across_hosts_in_both_directions()
    {
        await UpAsync(OnManager, Here);
        (await Worker.HasAsync("network", $"{Project}-wide")).Should().BeFalse("a worker does not see it before somebody there uses it");

        await UpAsync(OnWorker, There);

        await Reaches(Manager, "here", "there");
        await Reaches(Manager, "here", "far");
        await Reaches(Manager, "here", $"{Subnet}.11");
        await Reaches(Worker, "there", "here");
        await Reaches(Worker, "there", $"here.{Project}");
        await Reaches(Worker, "there", $"{Subnet}.10");
        await MustHaveNothingToDoAsync(OnManager, Here);
        await MustHaveNothingToDoAsync(OnWorker, There);

        await OnWorker.DownAsync(Load(There), cancellationToken: Cancelled);
        Plan down = await OnManager.DownAsync(Load(Here), cancellationToken: Cancelled);

        down.Diagnostics.Should().BeEmpty("nobody on the other host uses it any more");
        await NothingIsLeft();
    }

    [Fact]
    public async Task What_was_stopped_on_a_worker_comes_up_on_the_overlay_again()
    {
        await UpAsync(OnManager, Here);
        await UpAsync(OnWorker, There);
        await Worker.RunAsync("stop", $"{Project}-there-1");

        await UpAsync(OnWorker, There);

        await Reaches(Manager, "here", "far");
        await Reaches(Worker, "there", "here");
        await MustHaveNothingToDoAsync(OnWorker, There);
    }

    [Fact]
    public async Task A_worker_makes_no_overlay_and_says_who_does()
    {
        Func<Task> up = () => UpAsync(OnWorker, Here);

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain("CN0361").And.Contain($"\"{Project}-wide\"").And.Contain("worker").And.Contain("Run the command on a manager").And.Contain("external: true");
        await NothingIsLeft();
    }

    [Fact]
    public async Task A_network_that_the_swarm_does_not_have_is_explained_on_a_worker()
    {
        Func<Task> up = () => UpAsync(OnWorker, There);

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain($"{Project}-wide").And.Contain("Make it on a manager of the swarm");
    }
}
