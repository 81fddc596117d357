using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>What the options of a bridge do on the engine's machine, as <c>ip</c> and <c>iptables-save</c> see it there.</summary>
public sealed class BridgeOptionTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Option = "com.docker.network.bridge.";

    private readonly string _subnet = engine.NewSubnet();

    private string Bridge => $"cno{_subnet.Split('.')[1]}{_subnet.Split('.')[2]}";

    [Fact]
    public async Task A_bridge_has_its_name_and_MTU_and_its_packets_leave_under_the_host_s_address()
    {
        await BridgeAsync("", "com.docker.network.driver.mtu: \"1400\"");

        (await RunAsync("ip", "-4", "-o", "address", "show", "dev", Bridge)).Should().Contain($"inet {_subnet}.1/24");
        (await Docker.RunAsync("exec", Container("a"), "cat", "/sys/class/net/eth0/mtu")).Should().Be("1400");
        (await RulesAsync()).Should().Contain($"-A POSTROUTING -s {_subnet}.0/24 ! -o {Bridge} -j MASQUERADE");
    }

    [Fact]
    public async Task Without_masquerade_packets_keep_their_own_address()
    {
        await BridgeAsync("", $"{Option}enable_ip_masquerade: \"false\"");

        (await RulesAsync()).Should().NotContain(rule => rule.StartsWith($"-A POSTROUTING -s {_subnet}.0/24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_communication_between_containers_they_are_kept_apart_by_a_rule()
    {
        await BridgeAsync("", $"{Option}enable_icc: \"false\"");

        (await RulesAsync()).Should().Contain(rule => rule.EndsWith($" -i {Bridge} -o {Bridge} -j DROP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_published_port_is_bound_to_the_address_that_the_bridge_is_given()
    {
        await BridgeAsync("", $"{Option}host_binding_ipv4: \"127.0.0.1\"");

        string port = await Docker.RunAsync("port", Container("a"), "80/tcp");

        port.Should().MatchRegex("^127\\.0\\.0\\.1:[0-9]+$");
        (await RulesAsync()).Should().Contain(rule => rule.StartsWith("-A DOCKER -d 127.0.0.1/32 ", StringComparison.Ordinal) && rule.Contains($"--dport {port.Split(':')[1]} -j DNAT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_internal_bridge_lets_nothing_in_or_out()
    {
        await BridgeAsync("internal: true,");

        (await RulesAsync()).Should()
            .Contain(rule => rule.EndsWith($" ! -s {_subnet}.0/24 -o {Bridge} -j DROP", StringComparison.Ordinal)).And
            .Contain(rule => rule.EndsWith($" ! -d {_subnet}.0/24 -i {Bridge} -j DROP", StringComparison.Ordinal)).And
            .NotContain(rule => rule.Contains("MASQUERADE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gateway_mode_decides_whether_the_host_stands_between()
    {
        Assert.SkipWhen(Engine.ApiVersion < new Version(1, 48), "Gateway modes need engine 28.");

        await BridgeAsync("", $"{Option}gateway_mode_ipv4: routed");

        (await RulesAsync()).Should().Contain($"-A DOCKER -o {Bridge} -p icmp -j ACCEPT").And.NotContain(rule => rule.Contains("MASQUERADE", StringComparison.Ordinal) || rule.Contains("DNAT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_isolated_gateway_leaves_the_host_off_the_network()
    {
        Assert.SkipWhen(Engine.ApiVersion < new Version(1, 48), "Gateway modes need engine 28.");

        await BridgeAsync("internal: true,", $"{Option}gateway_mode_ipv4: isolated");

        (await RunAsync("ip", "-4", "-o", "address", "show", "dev", Bridge)).Should().NotContain(_subnet);
        (await Docker.RunAsync("exec", Container("a"), "ip", "route")).Should().NotContain("default");
    }

    // One service on a bridge of a known name, with a published port where it is not internal.
    private async Task BridgeAsync(string settings, string option = "")
    {
        string yaml = $$$"""
            services:
              a: {image: busybox, command: [sleep, "600"], stop_signal: KILL, {{{(settings.Length == 0 ? "ports: [\"80\"], " : "")}}}networks: [n]}
            networks:
              n: { {{{settings}}} driver_opts: {{{{Option}}}name: {{{Bridge}}}{{{(option.Length == 0 ? "" : ", " + option)}}} }, ipam: {config: [{subnet: {{{_subnet}}}.0/24}]} }
            """;

        await UpAsync(yaml);

        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await IsSeenAsync(), "The engine's network is not that of the tests.");
        await MustHaveNothingToDoAsync(yaml);
    }

    private async Task<bool> IsSeenAsync() => (await RunAsync("ip", "-o", "link")).Contains($": {Bridge}: ", StringComparison.Ordinal);

    // The rules about this test's bridge and subnet.
    private async Task<string[]> RulesAsync() => [.. (await RunAsync("iptables-save")).Split('\n').Where(rule => rule.Contains(Bridge, StringComparison.Ordinal) || rule.Contains(_subnet + ".", StringComparison.Ordinal))];

    private static Task<string> RunAsync(string program, params string[] arguments) => EngineScript.RunProgramAsync(program, arguments);
}
