using Compose.Net.Cli;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Hosting;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class NetworkOptionTests
{
    [Fact]
    public void Gateways_ranges_and_kept_addresses_go_to_the_subnet_that_they_lie_in()
    {
        IpamPool[] pools = [.. IpamOptions.Of(
            ["172.28.0.0/16", "fd00:28::/64"],
            ["fd00:28::1", "172.28.0.1"],
            ["172.28.5.0/24"],
            KeyValues.Of(["printer=172.28.0.9"], "--aux-address"))];

        pools.Should().HaveCount(2);
        pools[0].Should().BeEquivalentTo(new { Subnet = "172.28.0.0/16", Gateway = "172.28.0.1", IpRange = "172.28.5.0/24" });
        pools[0].AuxiliaryAddresses.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("printer", "172.28.0.9"));
        pools[1].Should().BeEquivalentTo(new { Subnet = "fd00:28::/64", Gateway = "fd00:28::1", IpRange = (string?)null });
    }

    [Theory]
    [InlineData("172.28.0.0", "", "", "\"172.28.0.0\" of --subnet is no subnet. Write an address and the length of its prefix, such as 172.28.0.0/16.")]
    [InlineData("172.28.0.0/33", "", "", "\"172.28.0.0/33\" of --subnet is no subnet. Write an address and the length of its prefix, such as 172.28.0.0/16.")]
    [InlineData("172.28.0.0/16", "10.0.0.1", "", "10.0.0.1 of --gateway lies in no subnet. Name the subnet with --subnet.")]
    [InlineData("172.28.0.0/16", "first", "", "\"first\" of --gateway is no IP address. Write one such as 172.28.0.1.")]
    [InlineData("172.28.0.0/16", "", "10.0.0.0/24", "10.0.0.0/24 of --ip-range lies in no subnet. Name the subnet with --subnet.")]
    public void What_lies_nowhere_is_refused_with_the_way_out(string subnet, string gateway, string range, string message)
    {
        Action read = () => IpamOptions.Of([subnet], Words(gateway), Words(range), KeyValues.Of([], ""));

        read.Should().Throw<ToolException>().WithMessage(message);
    }

    [Theory]
    [InlineData("driver=bridge", true)]
    [InlineData("driver=overlay", false)]
    [InlineData("name=op_e", true)]
    [InlineData("name=^shop_e(d|x)ge$", true)]
    [InlineData("name=^edge", false)]
    [InlineData("name=shop_[", false)]
    [InlineData("name=(?=shop)", false)]
    [InlineData("name=", true)]
    [InlineData("id=34", true)]
    [InlineData("id=^2", false)]
    [InlineData("scope=local", true)]
    [InlineData("scope=swarm", false)]
    [InlineData("type=custom", true)]
    [InlineData("type=builtin", false)]
    [InlineData("label=team", true)]
    [InlineData("label=team=shop", true)]
    [InlineData("label=team=other", false)]
    [InlineData("dangling=true", true)]
    [InlineData("dangling=0", false)]
    public void A_filter_keeps_what_it_names(string filter, bool kept)
    {
        var network = new ObservedNetwork { Id = "1234", Name = "shop_edge", Labels = KeyValues.Of(["team=shop"], "") };

        NetworkFilter.Of([filter])(network, new HashSet<string> { "1234" }).Should().Be(kept);
    }

    [Theory]
    [InlineData("driver=bridge driver=overlay", true)]
    [InlineData("name=other name=edge", true)]
    [InlineData("name=other name=edge driver=overlay", false)]
    [InlineData("id=9 id=12", true)]
    [InlineData("scope=swarm scope=local", true)]
    [InlineData("type=builtin type=custom", true)]
    [InlineData("label=team label=tier=back", true)]
    [InlineData("label=team label=tier=front", false)]
    [InlineData("label=team label=none", false)]
    public void Of_several_filters_any_of_a_kind_must_hold_but_all_labels_and_each_kind(string filters, bool kept)
    {
        var network = new ObservedNetwork { Id = "1234", Name = "shop_edge", Labels = KeyValues.Of(["team=shop", "tier=back"], "") };

        NetworkFilter.Of(filters.Split(' '))(network, new HashSet<string>()).Should().Be(kept);
    }

    [Fact]
    public void What_is_no_pattern_is_a_name_as_it_stands() =>
        NetworkFilter.Of(["name=shop_["])(new ObservedNetwork { Id = "1", Name = "shop_[" }, new HashSet<string>()).Should().BeTrue();

    [Fact]
    public void A_filter_that_is_not_known_is_refused()
    {
        Action read = () => NetworkFilter.Of(["colour=red"]);

        read.Should().Throw<ToolException>().WithMessage("\"colour=red\" is no filter of networks. Use driver=NAME, name=PATTERN, id=PATTERN, label=KEY, label=KEY=VALUE, scope=local or swarm, type=custom or builtin, dangling=true or false.");
    }

    [Fact]
    public void Prune_takes_docker_s_filters()
    {
        NetworkPruneFilter filter = PruneFilter.Of(["label=team=shop", "label!=keep", "label=old", "until=2026-01-31T12:00:00Z"], TimeProvider.System);

        filter.Labels.Should().Equal(KeyValues.Of(["team=shop", "old"], ""));
        filter.ExceptLabels.Should().Equal(KeyValues.Of(["keep"], ""));
        filter.Before.Should().Be(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Prune_knows_that_a_label_with_a_value_says_more_than_the_label_alone() =>
        PruneFilter.Of(["label=team=shop", "label=team", "label!=keep", "label!=keep=yes", "label=team=shop"], TimeProvider.System)
            .Should().BeEquivalentTo(new { Labels = KeyValues.Of(["team=shop"], ""), ExceptLabels = KeyValues.Of(["keep=yes"], "") });

    [Theory]
    [InlineData("label=team=a label=team=b", "The label \"team\" is asked for with the values \"a\" and \"b\", and an engine removes only what has all of them, which no network does. Run this once for each value.")]
    [InlineData("label!=keep=a label!=keep=b", "The label \"keep\" is excepted with the values \"a\" and \"b\", and an engine spares only what has all of them, which no network does. Use label!=keep, which spares every network with that label.")]
    [InlineData("until=24h until=1h", "until= is given 2 times. Give it once.")]
    public void Filters_of_prune_of_which_only_the_last_would_count_are_refused(string filters, string message)
    {
        Action read = () => PruneFilter.Of(filters.Split(' '), TimeProvider.System);

        read.Should().Throw<ToolException>().WithMessage(message);
    }

    [Theory]
    [InlineData("name=shop", "\"name=shop\" is no filter here. Use label=KEY, label=KEY=VALUE, label!=KEY, label!=KEY=VALUE or until=MOMENT.")]
    [InlineData("until=yesterday", "\"yesterday\" of until= is no moment. Give for example 2026-01-31T12:00:00Z, seconds since 1970, or 5m for five minutes ago.")]
    public void What_prune_cannot_filter_by_is_refused(string text, string message)
    {
        Action read = () => PruneFilter.Of([text], TimeProvider.System);

        read.Should().Throw<ToolException>().WithMessage(message);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("ls")]
    [InlineData("inspect")]
    [InlineData("rm")]
    [InlineData("connect")]
    [InlineData("disconnect")]
    [InlineData("prune")]
    public async Task Every_network_command_explains_itself(string command)
    {
        var run = new ToolRun();

        (await run.RunAsync("network", command, "--help")).Should().Be(0);

        Golden.Verify($"Cli/help-network-{command}", run.Output);
    }

    [Theory]
    [InlineData("create --ipv4=false n", "error CN0340: Network \"n\" was not created: it is to do without IPv4, which this engine does not know before version 28 (API 1.48), so that it would get IPv4 as well. Use a newer engine, or leave IPv4 on.\n")]
    [InlineData("connect --gw-priority 5 n box", "error CN0340: Container \"box\" was not connected to network \"n\": the gateway priority 5 needs engine 28 (API 1.48); this one chooses the gateway by itself. Use a newer engine, or leave the priority out.\n")]
    [InlineData("connect --driver-opt com.docker.network.endpoint.ifname=eth7 n box", "error CN0340: Container \"box\" was not connected to network \"n\": naming its interface \"eth7\" needs engine 28.1 (API 1.49). Use a newer engine, or leave the option \"com.docker.network.endpoint.ifname\" out.\n")]
    public async Task What_an_older_engine_would_pass_over_is_refused(string arguments, string error)
    {
        Journal journal = new(), newer = new();
        var run = new ToolRun { Engine = new JournalEngine(journal) };
        var able = new ToolRun { Engine = new JournalEngine(newer) { Capabilities = new EngineCapabilities { GatewayPriority = true, NetworkWithoutIpv4 = true, InterfaceName = true } } };

        (await run.RunAsync(["network", .. arguments.Split(' ')])).Should().Be(1);
        (await able.RunAsync(["network", .. arguments.Split(' ')])).Should().Be(0, able.Error);

        run.Error.Should().Be(error);
        journal.Lines.Should().BeEmpty();
        newer.Lines.Should().ContainSingle();
    }

    [Fact]
    public async Task Prune_wants_to_be_sure()
    {
        var run = new ToolRun();

        (await run.RunAsync("network", "prune")).Should().Be(1);

        run.Error.Should().Contain("Add --force if that is meant");
    }

    private static string[] Words(string text) => text.Length == 0 ? [] : [text];
}
