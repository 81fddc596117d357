using System.Text.Json;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.Graph;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public class ReachabilityVerifierTests
{
    private const string Edge = "shop_edge";
    private const string Data = "shop_data";

    [Fact]
    public async Task A_project_wired_as_it_says_has_no_differences()
    {
        ReachabilityReport report = await VerifyAsync(WiredEngine.For(ThreeTier.Project));

        report.Differs.Should().BeFalse();
        Golden.Verify("Execution/reachability-as-said", report.ToString());
    }

    [Fact]
    public async Task A_container_on_a_network_too_many_is_found_by_name_and_by_address()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).Add("db", "shop-db-1", 1, (Data, "10.0.1.4", ["db", "shop-db-1", "store", "database"]), (Edge, "10.0.2.4", ["db"]));

        ReachabilityReport report = await VerifyAsync(engine);

        report.Differs.Should().BeTrue();
        report.Pairs.Single(pair => pair is { From: "front", To: "db" }).Answers.Should().BeTrue();
        Golden.Verify("Execution/reachability-too-much", report.ToString());
    }

    [Fact]
    public async Task A_report_for_CI_servers_has_a_test_for_each_attempt()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).WithPrograms("shop-front-1").Add("db", "shop-db-1", 1, (Data, "10.0.1.4", ["db", "shop-db-1", "store"]));

        ReachabilityReport report = await VerifyAsync(engine);

        Golden.Verify("Execution/reachability-junit", report.ToJUnit());
        System.Xml.Linq.XDocument.Parse(report.ToJUnit()).Descendants("testcase").Should().HaveCount(report.Pairs.Sum(pair => pair.Probes.Length));
    }

    [Fact]
    public async Task A_missing_alias_is_found_although_the_service_is_reached()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).Add("api", "shop-api-1", 1, (Data, "10.0.1.3", ["api", "shop-api-1"]), (Edge, "10.0.2.3", ["api", "shop-api-1"]));

        ReachabilityReport report = await VerifyAsync(engine);

        report.Pairs.Where(pair => pair.Differs).Should().ContainSingle().Which.Probes.Where(probe => probe.Differs)
            .Should().Equal(new ReachabilityProbe("orders", IsAddress: false, "edge", Expected: true, Answers: false));
        report.ToString().Should().Contain("front -> api: name \"orders\" on network \"edge\" does not answer, but should.");
    }

    [Fact]
    public async Task The_address_on_a_network_that_is_not_shared_must_not_answer()
    {
        ReachabilityReport report = await VerifyAsync(WiredEngine.For(ThreeTier.Project));

        ReachabilityPair pair = report.Pairs.Single(pair => pair is { From: "front", To: "api" });
        pair.Probes.Where(probe => probe.IsAddress).Select(probe => (probe.Network, probe.Expected, probe.Answers))
            .Should().Equal(("data", false, false), ("edge", true, true));
    }

    [Theory]
    [InlineData("nc")]
    [InlineData("getent")]
    [InlineData("nslookup")]
    public async Task An_image_without_ping_is_probed_with_what_it_has(string program)
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).WithPrograms("shop-front-1", program);

        ReachabilityReport report = await VerifyAsync(engine);

        report.Tools["front"].Should().Be(program);
        report.Differs.Should().BeFalse();
        report.Pairs.Single(pair => pair is { From: "front", To: "api" }).Answers.Should().BeTrue();
        report.Pairs.Single(pair => pair is { From: "front", To: "db" }).Answers.Should().Be(program == "nc" ? false : null);
    }

    [Fact]
    public async Task An_image_with_no_program_for_it_cannot_be_probed_and_that_is_said()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).WithPrograms("shop-front-1");

        ReachabilityReport report = await VerifyAsync(engine);

        report.Differs.Should().BeFalse();
        Golden.Verify("Execution/reachability-no-program", report.ToString());
    }

    [Fact]
    public async Task What_answers_to_the_name_outside_is_not_the_service()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project);
        engine.Outside["db"] = "192.0.2.1";

        (await VerifyAsync(engine)).Differs.Should().BeFalse();
    }

    [Fact]
    public async Task A_name_that_two_services_share_may_lead_to_either()
    {
        ServiceDefinition Sharing(string name) => ThreeTier.Service(name) with { Networks = ThreeTier.Endpoints(("edge", new EndpointDefinition { Aliases = ["pool"] })) };
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("edge")], Sharing("one"), ThreeTier.Service("three", "edge"), Sharing("two"));

        (await VerifyAsync(WiredEngine.For(project), project)).Differs.Should().BeFalse();
    }

    [Fact]
    public async Task The_name_with_the_project_is_tried_where_the_containers_were_plugged_in_with_it()
    {
        ComposeProject project = ThreeTier.Of([new NetworkDefinition { Key = "edge", Name = "traffic", External = true }], ThreeTier.Service("db", "edge"), ThreeTier.Service("web", "edge"));
        WiredEngine engine = WiredEngine.For(project);

        ReachabilityReport without = await VerifyAsync(engine, project);
        ReachabilityReport with = await VerifyAsync(engine.Add("db", "shop-db-1", 1, ("traffic", "10.0.0.2", ["shop-db-1", "db", "db.shop"])), project);

        Names(without).Should().Equal("db", "shop-db-1");
        Names(with).Should().Equal("db", "shop-db-1", "db.shop");
        new[] { without.Differs, with.Differs }.Should().Equal(false, false);

        static IEnumerable<string> Names(ReachabilityReport report) => report.Pairs.Single(pair => pair.To == "db").Probes.Where(probe => !probe.IsAddress).Select(probe => probe.Target);
    }

    [Fact]
    public async Task A_sidecar_is_probed_at_the_address_of_the_namespace_that_it_shares()
    {
        ComposeProject project = ThreeTier.Of(
            [ThreeTier.Network("edge")],
            ThreeTier.Service("one", "edge"),
            ThreeTier.Service("sidecar") with { NetworkMode = new NetworkMode.Service("two") },
            ThreeTier.Service("two", "edge"));

        ReachabilityReport report = await VerifyAsync(WiredEngine.For(project), project);

        report.Pairs.Single(pair => pair is { From: "one", To: "sidecar" }).Probes.Select(probe => probe.Target).Should().Equal("two", "shop-two-1", "10.0.0.3");
    }

    [Fact]
    public async Task Stopped_services_are_named_and_not_probed()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).With("shop-db-1", container => container with { State = ContainerState.Exited });

        ReachabilityReport report = await VerifyAsync(engine);

        report.NotRunning.Should().Equal("db");
        report.Tools.Keys.Should().Equal("api", "front");
        report.ToString().Should().Contain("Ended well, so not probed: db.");
        report.Differs.Should().BeFalse();
        report.ToJUnit().Should().Contain("<testcase classname=\"db\" name=\"db runs\"><skipped message=\"It has ended well.\"/></testcase>");
    }

    [Fact]
    public async Task A_service_that_has_crashed_or_is_not_there_is_a_difference()
    {
        WiredEngine engine = WiredEngine.For(ThreeTier.Project).With("shop-db-1", container => container with { State = ContainerState.Exited, ExitCode = 137 });

        ReachabilityReport report = await VerifyAsync(engine);

        (report.Missing.Single(), report.Differs).Should().Be(("db", true));
        report.ToString().Should().Contain("Not running, though the project says so: db.");
        report.ToJUnit().Should().Contain("<testcase classname=\"db\" name=\"db runs\"><failure message=\"It does not run, so nothing could be tried.\"/></testcase>");
        report.ToJson().Should().Contain("\"missing\"");
    }

    [Fact]
    public async Task A_service_of_scale_0_that_runs_all_the_same_is_tried_as_any_other()
    {
        ComposeProject project = ThreeTier.Project with { Services = ThreeTier.Project.Services.SetItem("db", ThreeTier.Project.Services["db"] with { Scale = 0 }) };

        ReachabilityReport report = await VerifyAsync(WiredEngine.For(ThreeTier.Project), project);

        report.Differs.Should().BeFalse(report.ToString());
        report.Pairs.Should().BeEquivalentTo((await VerifyAsync(WiredEngine.For(ThreeTier.Project))).Pairs);
    }

    [Fact]
    public async Task Names_of_replicas_that_do_not_run_are_not_called()
    {
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("edge")], ThreeTier.Service("one", "edge"), ThreeTier.Service("two", "edge") with { Scale = 2 });
        WiredEngine engine = WiredEngine.For(project).With("shop-two-2", container => container with { State = ContainerState.Exited });

        (await VerifyAsync(engine, project)).Pairs[0].Probes.Select(probe => probe.Target).Should().Equal("two", "shop-two-1", "10.0.0.3");
    }

    [Fact]
    public async Task Every_container_of_a_service_calls_and_is_called()
    {
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("data"), ThreeTier.Network("edge")], ThreeTier.Service("db", "data"), ThreeTier.Service("front", "edge") with { Scale = 2 });

        ReachabilityReport asSaid = await VerifyAsync(WiredEngine.For(project), project);
        ReachabilityReport plugged = await VerifyAsync(WiredEngine.For(project).Add("front", "shop-front-2", 2, (Data, "10.0.1.9", ["shop-front-2"]), (Edge, "10.0.0.4", ["front", "shop-front-2"])), project);

        asSaid.Differs.Should().BeFalse();
        asSaid.Pairs.Single(pair => pair.From == "front").Probes.Select(probe => (probe.Caller, probe.Target)).Should().Equal(
            ("shop-front-1", "db"), ("shop-front-2", "db"), ("shop-front-1", "10.0.0.2"), ("shop-front-2", "10.0.0.2"));
        asSaid.Pairs.Single(pair => pair.From == "db").Probes.Select(probe => (probe.Caller, probe.Target)).Should().Equal((null, "front"), (null, "10.0.0.3"), (null, "10.0.0.4"));
        plugged.ToString().Should().Contain("front (shop-front-2) -> db: address \"10.0.0.2\" on network \"data\" answers, but should not.")
            .And.Contain("db -> front: address \"10.0.1.9\" on network \"data\" answers, but should not.")
            .And.NotContain("shop-front-1");
        plugged.ToJUnit().Should().Contain("front (shop-front-2) does not reach db");
        plugged.ToJson().Should().Contain("\"caller\": \"shop-front-2\"");
    }

    [Fact]
    public async Task Who_shares_a_namespace_shares_that_of_the_first_container()
    {
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("edge")], ThreeTier.Service("one", "edge"), ThreeTier.Service("sidecar") with { NetworkMode = new NetworkMode.Service("two"), Scale = 2 }, ThreeTier.Service("two", "edge") with { Scale = 2 });

        ReachabilityReport report = await VerifyAsync(WiredEngine.For(project), project);

        report.Pairs.Single(pair => pair is { From: "one", To: "sidecar" }).Probes.Where(probe => probe.IsAddress).Select(probe => probe.Target).Should().Equal("10.0.0.3");
        report.Pairs.Single(pair => pair is { From: "one", To: "two" }).Probes.Where(probe => probe.IsAddress).Select(probe => probe.Target).Should().Equal("10.0.0.3", "10.0.0.4");
        report.Pairs.Where(pair => pair.From == "sidecar").SelectMany(pair => pair.Probes).Should().OnlyContain(probe => probe.Caller == null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_port_that_engines_differ_about_is_not_tried_from_an_internal_network_with_IPv6(bool isInternal)
    {
        ComposeProject project = ThreeTier.Of(
            [ThreeTier.Network("i") with { Internal = isInternal, EnableIpv6 = true }, ThreeTier.Network("o") with { EnableIpv6 = true }],
            ThreeTier.Service("one", "i"),
            ThreeTier.Service("two", "o") with { Ports = [new PortDefinition { Target = 80, Published = "8080" }] });
        var engine = new WiredEngine
        {
            Networks = [new ObservedNetwork { Id = "i", Name = "shop_i", Internal = isInternal, EnableIpv6 = true, Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "fd00:2::/64", Gateway = "fd00:2::1" }] } }],
        };
        engine.Add("one", "shop-one-1", 1, ("shop_i", "10.0.1.2", ["one"])).Add("two", "shop-two-1", 1, ("shop_o", "10.0.2.2", ["two"]))
            .With("shop-two-1", container => container with
            {
                Ports = [new ObservedPort(80, "tcp", "::", 8080)],
                Endpoints = container.Endpoints.SetItem("shop_o", container.Endpoints["shop_o"] with { CurrentIpv4Address = null, CurrentIpv6Address = "fd00:1::2" }),
            });

        ReachabilityReport report = await VerifyAsync(engine, project);

        report.Pairs.Single(pair => pair.From == "one").Probes.Any(probe => probe is { OverHost: true, Target: "fd00:2::1", Expected: true }).Should().Be(!isInternal);
    }

    [Fact]
    public async Task Of_a_network_that_is_not_the_projects_the_engine_tells_what_it_is()
    {
        ComposeProject project = ThreeTier.Of(
            [new NetworkDefinition { Key = "wire", Name = "wire", External = true }],
            ThreeTier.Service("host") with { NetworkMode = new NetworkMode.Host() },
            ThreeTier.Service("one", "wire"),
            ThreeTier.Service("two") with { NetworkMode = new NetworkMode.Engine("line") });
        var engine = new WiredEngine { Networks = [new ObservedNetwork { Id = "w", Name = "wire", Driver = "macvlan" }, new ObservedNetwork { Id = "l", Name = "line", Driver = "macvlan" }] };
        engine.Add("host", "shop-host-1", 1).Add("one", "shop-one-1", 1, ("wire", "10.0.1.2", ["one"])).Add("two", "shop-two-1", 1, ("line", "10.0.2.2", ["shop-two-1"]));

        (await VerifyAsync(engine, project)).Differs.Should().BeFalse("the host reaches nobody on a macvlan");
    }

    [Fact]
    public async Task A_large_project_is_probed_in_parallel_with_a_bound()
    {
        ComposeProject project = ThreeTier.Of([ThreeTier.Network("edge")], [.. Enumerable.Range(1, 12).Select(number => ThreeTier.Service($"s{number}", "edge"))]);
        WiredEngine engine = WiredEngine.For(project);

        ReachabilityReport report = await VerifyAsync(engine, project);

        report.Pairs.Should().HaveCount(12 * 11);
        engine.MostRunning.Should().BeInRange(2, 16);
    }

    [Fact]
    public async Task The_report_is_JSON_for_programs()
    {
        ReachabilityReport report = await VerifyAsync(WiredEngine.For(ThreeTier.Project).WithPrograms("shop-front-1"));

        using var json = JsonDocument.Parse(report.ToJson());
        json.RootElement.GetProperty("differs").GetBoolean().Should().BeFalse();
        json.RootElement.GetProperty("tools").GetProperty("front").ValueKind.Should().Be(JsonValueKind.Null);
        json.RootElement.GetProperty("pairs")[0].GetProperty("probes")[0].ToString().Should().Be("""
            {
                      "name": "db",
                      "network": "data",
                      "expected": true,
                      "answers": true
                    }
            """.TrimStart());
        json.RootElement.GetProperty("pairs").GetArrayLength().Should().Be(6);
    }

    private static async Task<ReachabilityReport> VerifyAsync(WiredEngine engine, ComposeProject? project = null)
    {
        await using var client = new ComposeClient(engine);
        return await client.VerifyAsync(project ?? ThreeTier.Project, TestContext.Current.CancellationToken);
    }
}
