using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>Overlay networks of a compose file on one host.</summary>
public sealed class OverlayTests(EngineFixture engine, SwarmHosts hosts) : SwarmTest(engine, hosts)
{
    private string Two => $$$"""
        services:
          a: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [n]}
          b: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: {n: {aliases: [store], ipv4_address: {{{Subnet}}}.10} } }
        networks:
          n: {driver: overlay, attachable: true, ipam: {config: [{subnet: {{{Subnet}}}.0/24}]} }

        """;

    [Fact]
    public async Task A_file_s_overlay_has_names_and_fixed_addresses_and_goes_with_the_project()
    {
        await UpAsync(OnManager, Two);

        (await Manager.RunAsync("network", "inspect", "-f", "{{.Driver}} {{.Scope}} {{.Attachable}}", $"{Project}_n")).Should().Be("overlay swarm true");
        await Reaches(Manager, "a", "b");
        await Reaches(Manager, "a", "store");
        await Reaches(Manager, "b", "a");
        (await Manager.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", $"{Project}-b-1")).Should().Be($"{Subnet}.10");
        await MustHaveNothingToDoAsync(OnManager, Two);

        await OnManager.DownAsync(Load(Two), cancellationToken: Cancelled);

        await NothingIsLeft();
    }

    [Fact]
    public async Task A_running_service_is_plugged_into_one_more_overlay_and_out_of_it_again()
    {
        await UpAsync(OnManager, Two);
        string before = await ProcessAsync("a");
        string more = Two.Replace("networks: [n]", "networks: [n, m]", StringComparison.Ordinal) + "  m: {driver: overlay, attachable: true}\n";

        await UpAsync(OnManager, more);

        (await ProcessAsync("a")).Should().Be(before);
        (await NetworksOfAsync("a")).Should().Equal($"{Project}_m", $"{Project}_n");
        await Reaches(Manager, "a", "store");
        await MustHaveNothingToDoAsync(OnManager, more);

        await UpAsync(OnManager, Two);

        (await ProcessAsync("a")).Should().Be(before);
        (await NetworksOfAsync("a")).Should().Equal($"{Project}_n");
        (await Manager.HasAsync("network", $"{Project}_m")).Should().BeFalse();
    }

    [Fact]
    public async Task The_subnet_of_an_overlay_changes_under_running_containers()
    {
        await UpAsync(OnManager, Two);
        string[] before = [await ProcessAsync("a"), await ProcessAsync("b")];
        string other = $"10.99.{Subnet.Split('.')[2]}";
        string moved = Two.Replace(Subnet, other, StringComparison.Ordinal);

        await UpAsync(OnManager, moved);

        new[] { await ProcessAsync("a"), await ProcessAsync("b") }.Should().Equal(before);
        (await Manager.RunAsync("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", $"{Project}-b-1")).Should().Be($"{other}.10");
        (await Manager.RunAsync("network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", $"{Project}_n")).Should().Be($"{other}.0/24");
        await Reaches(Manager, "a", "store");
        await MustHaveNothingToDoAsync(OnManager, moved);
    }

    [Fact]
    public async Task The_options_of_an_overlay_reach_the_swarm()
    {
        string yaml = Two.Replace("driver: overlay,", "driver: overlay, driver_opts: {encrypted: \"\", com.docker.network.driver.mtu: \"1400\"},", StringComparison.Ordinal);

        await UpAsync(OnManager, yaml);

        (await Manager.RunAsync("network", "inspect", "-f", "{{json .Options}}", $"{Project}_n")).Should().Contain("\"encrypted\":\"\"").And.Contain("\"com.docker.network.driver.mtu\":\"1400\"");
        int.Parse(await Manager.RunAsync("exec", $"{Project}-a-1", "cat", "/sys/class/net/eth0/mtu"), CultureInfo.InvariantCulture).Should().BeInRange(1300, 1350, "the wrapping between hosts takes its part");
        await MustHaveNothingToDoAsync(OnManager, yaml);
    }

    private Task<string> ProcessAsync(string service) => Manager.RunAsync("inspect", "-f", "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}", $"{Project}-{service}-1");

    private Task<string[]> NetworksOfAsync(string service) => Manager.ListAsync("inspect", "-f", "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}", $"{Project}-{service}-1");
}
