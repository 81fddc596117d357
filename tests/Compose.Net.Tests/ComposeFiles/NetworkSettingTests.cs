using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public class NetworkSettingTests
{
    private const string Services = "services: {a: {image: busybox, networks: [n]}}\n";

    [Theory]
    [InlineData("{subnet: 10.9.0.0/24, gateway: 10.9.0.0}", "compose.yaml(2,63): error CN0115: The gateway 10.9.0.0 is the first or the last address of 10.9.0.0/24, which nobody can have. Choose one between them.")]
    [InlineData("{subnet: 10.9.0.0/24, gateway: 10.9.0.255}", "compose.yaml(2,63): error CN0115: The gateway 10.9.0.255 is the first or the last address of 10.9.0.0/24, which nobody can have. Choose one between them.")]
    [InlineData("{subnet: 10.9.0.0/24, gateway: 10.8.0.1}", "compose.yaml(2,63): error CN0115: The gateway 10.8.0.1 is not in the subnet 10.9.0.0/24. Choose an address of the subnet.")]
    [InlineData("{subnet: 10.9.0.0/24, ip_range: 10.8.0.0/25}", "compose.yaml(2,64): error CN0115: The range 10.8.0.0/25 is not in the subnet 10.9.0.0/24. Choose a part of the subnet.")]
    [InlineData("{subnet: 10.9.0.0/24, aux_addresses: {p: 10.8.0.7}}", "compose.yaml(2,73): error CN0115: The address 10.8.0.7 of \"p\" is not in the subnet 10.9.0.0/24. Choose an address of the subnet.")]
    [InlineData("{subnet: 10.9.0.0/24, aux_addresses: {p: 10.9.0.255}}", "compose.yaml(2,73): error CN0115: The address 10.9.0.255 of \"p\" is the first or the last of 10.9.0.0/24, which is nobody's and need not be kept back. Remove it.")]
    [InlineData("{subnet: 10.9.0.0/24, aux_addresses: {p: 10.9.0.1}}", "compose.yaml(2,73): error CN0114: The address 10.9.0.1 of \"p\" is that of the gateway as well. Choose another, or remove it.")]
    [InlineData("{subnet: 10.9.0.0/24, aux_addresses: {p: 10.9.0.7, q: 10.9.0.7}}", "compose.yaml(2,86): error CN0114: The address 10.9.0.7 of \"q\" is that of \"p\" as well. Choose another, or remove it.")]
    [InlineData("{subnet: 10.9.0.5/24}", "compose.yaml(2,41): warning CN0146: 10.9.0.5/24 is an address within the subnet 10.9.0.0/24, which is what counts. Write that.")]
    [InlineData("{subnet: 10.9.0.0/24}, {subnet: 10.8.0.0/24}", "compose.yaml(2,64): error CN0146: A bridge has one subnet of each family, and network \"n\" has two of IPv4: 10.9.0.0/24 and 10.8.0.0/24. Remove one of them, or make a second network.")]
    public void An_address_plan_that_no_engine_can_keep_is_said_at_its_line(string pool, string line) =>
        Loaded.Lines($"{Services}networks: {{n: {{ipam: {{config: [{pool}]}}}}}}").Should().Equal(line);

    [Theory]
    [InlineData("ipam: {config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.254, aux_addresses: {p: 10.9.0.1}}]}")]
    [InlineData("ipam: {config: [{subnet: 10.9.0.0/24}, {subnet: 'fd00:9::/64', gateway: 'fd00:9::1'}]}, enable_ipv6: true")]
    [InlineData("driver: macvlan, ipam: {config: [{subnet: 10.9.0.0/24}, {subnet: 10.8.0.0/24}]}")]
    [InlineData("ipam: {driver: custom, config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.0}]}")]
    [InlineData("internal: true, driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: isolated}, ipam: {config: [{subnet: 10.9.0.0/24, aux_addresses: {p: 10.9.0.1}}]}")]
    public void What_an_engine_can_keep_is_left_alone(string network) =>
        Loaded.Lines($"{Services}networks: {{n: {{{network}}}}}").Should().BeEmpty();

    [Fact]
    public void A_network_that_nobody_uses_may_say_what_it_likes() =>
        Loaded.Lines("services: {a: {image: busybox}}\nnetworks: {n: {ipam: {config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.0}]}, driver_opts: {com.docker.network.driver.mtu: much}}}").Should().BeEmpty();

    [Fact]
    public void A_fixed_address_that_is_kept_back_is_refused() =>
        Loaded.Lines("""
            services: {a: {image: busybox, networks: {n: {ipv4_address: 10.9.0.7}}}}
            networks: {n: {ipam: {config: [{subnet: 10.9.0.0/24, aux_addresses: {printer: 10.9.0.7}}]}}}
            """).Should().Equal("compose.yaml(1,61): error CN0114: The address 10.9.0.7 is kept back for \"printer\" on network \"n\", so no container can have it. Choose another, or remove it from \"aux_addresses\".");

    [Theory]
    [InlineData("com.docker.network.driver.mtu: much", "\"much\" is no size of packets. Write a number of bytes, such as 1400.")]
    [InlineData("com.docker.network.driver.mtu: -5", "\"-5\" is no size of packets. Write a number of bytes, such as 1400.")]
    [InlineData("com.docker.network.bridge.name: abcdefghijklmnopq", "\"abcdefghijklmnopq\" is no name for a network interface. Use at most 15 characters without \"/\", \":\" and blanks, such as eth0.")]
    [InlineData("com.docker.network.bridge.enable_icc: maybe", "\"maybe\" is neither true nor false. Write \"true\" or \"false\".")]
    [InlineData("com.docker.network.bridge.host_binding_ipv4: here", "\"here\" is no IPv4 address. Write one of the host's, such as 127.0.0.1.")]
    [InlineData("com.docker.network.bridge.gateway_mode_ipv4: isolated", "the gateway of a network can only be isolated where the network is internal. Add \"internal: true\", or remove the option.")]
    public void An_option_that_the_bridge_driver_would_refuse_is_said_at_its_line(string option, string problem)
    {
        string name = option.Split(':')[0];
        int column = "networks: {n: {driver_opts: {".Length + option.IndexOf(' ', StringComparison.Ordinal) + 2;

        Loaded.Lines($"{Services}networks: {{n: {{driver_opts: {{{option}}}}}}}").Should().Equal($"compose.yaml(2,{column}): error CN0145: Option {name} of network \"n\": {problem}");
    }

    [Theory]
    [InlineData("driver_opts: {com.docker.network.driver.mtu: 1400, com.docker.network.bridge.enable_icc: \"F\", com.docker.network.bridge.name: br-shop}")]
    [InlineData("driver: weave, driver_opts: {com.docker.network.driver.mtu: much}")]
    [InlineData("driver: macvlan, driver_opts: {macvlan_mode: vepa}")]
    [InlineData("internal: true, driver_opts: {com.docker.network.bridge.gateway_mode_ipv6: isolated}")]
    public void An_option_that_its_driver_takes_is_left_alone(string network) =>
        Loaded.Lines($"{Services}networks: {{n: {{{network}}}}}").Should().BeEmpty();

    [Fact]
    public void Two_networks_cannot_have_one_bridge() =>
        Loaded.Lines("""
            services: {a: {image: busybox, networks: [n, m]}}
            networks: {n: {driver_opts: {com.docker.network.bridge.name: br-shop}}, m: {driver_opts: {com.docker.network.bridge.name: br-shop}}}
            """).Should().Equal("compose.yaml(2,123): error CN0145: Networks \"n\" and \"m\" want the same bridge, \"br-shop\". Give one of them another name, or leave it to the engine.");
}
