using System.Collections.Concurrent;
using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class IsolationTests(EngineFixture engine) : ScenarioTest(engine)
{
    /// <summary>Two kinds of services, for files to be built of.</summary>
    private const string Kinds = """
        x-idle: &idle {image: busybox, command: [sleep, "600"], stop_signal: KILL}
        x-serving: &serving
          image: busybox
          command: [httpd, -f, -p, "80", -h, /]
          healthcheck: {test: wget -qO /dev/null http://127.0.0.1/etc/passwd, interval: 200ms, retries: 100}
          stop_signal: KILL

        """;

    private const string ThreeTier = """
        services:
          front:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [edge]
          api:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks:
              edge:
                aliases: [backend]
              data:
          db:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [data]
        networks:
          edge:
          data:
            internal: true
        """;

    [Fact]
    public async Task Services_reach_each_other_only_over_a_common_network()
    {
        await UpAsync(ThreeTier);

        (await PingsAsync("front", "api")).Should().BeTrue("both are on edge");
        (await PingsAsync("front", "backend")).Should().BeTrue("that is an alias of api on edge");
        (await PingsAsync("api", "db")).Should().BeTrue("both are on data");
        (await PingsAsync("front", "db")).Should().BeFalse("they have no network in common");
        (await PingsAsync("db", "front")).Should().BeFalse("they have no network in common");
        (await PingsAsync("db", "backend")).Should().BeFalse("an alias is known on its own network only");
    }

    [Fact]
    public async Task A_service_is_not_reached_by_address_either_without_a_common_network()
    {
        await UpAsync(ThreeTier);

        string db = await FieldAsync("db", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
        string api = await FieldAsync("api", $"{{{{(index .NetworkSettings.Networks \"{Project}_edge\").IPAddress}}}}");
        (await PingsAsync("api", db)).Should().BeTrue();
        (await PingsAsync("front", api)).Should().BeTrue();
        (await PingsAsync("front", db)).Should().BeFalse();
    }

    [Fact]
    public async Task Containers_without_any_program_for_it_are_verified_from_their_own_network()
    {
        SkipUnlessRoot();
        const string WithoutPrograms = """
            command: [sh, -c, "rm -f /bin/ping /bin/nc /bin/getent /bin/nslookup; exec sleep 600"]
                healthcheck: {test: test ! -e /bin/nslookup, interval: 200ms, retries: 100}
            """;
        string yaml = ThreeTier.Replace("command: [sleep, \"600\"]", WithoutPrograms, StringComparison.Ordinal);
        await UpAsync(yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport asSaid = await Client.VerifyAsync(Load(yaml), Cancelled);
        await Docker.RunAsync("network", "connect", "--alias", "db", $"{Project}_edge", Container("db"));
        ReachabilityReport plugged = await Client.VerifyAsync(Load(yaml), Cancelled);

        await MustBeSoAsync(plugged);
        asSaid.Tools.Values.Should().OnlyContain(tool => tool == "tcp");
        asSaid.Differs.Should().BeFalse(asSaid.ToString());
        asSaid.Pairs.Should().OnlyContain(pair => pair.Answers == pair.Expected);
        plugged.Pairs.Single(pair => pair is { From: "front", To: "db" }).Probes.Where(probe => probe.Differs).Select(probe => probe.IsAddress).Should().Equal(false, true);
    }

    [Fact]
    public async Task A_declared_port_that_nobody_listens_on_is_a_difference()
    {
        SkipUnlessRoot();
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, expose: ["80", "81", 53/udp]}
              client: *idle
            """;
        await UpAsync(Yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        await MustBeSoAsync(report);
        (await Docker.ConnectsAsync(Container("client"), "web", 80)).Should().BeTrue();
        (await Docker.ConnectsAsync(Container("client"), "web", 81)).Should().BeFalse();
        report.Pairs.Single(pair => pair.To == "web").Probes.Where(probe => probe.Port is not null).Select(probe => (probe.Port, probe.Answers)).Should().Equal((80, true), (81, false));
        report.ToString().Should().MatchRegex("client -> web: port 81 of address \"[0-9.]+\" on network \"default\" does not answer, but should\\.");
    }

    [Fact]
    public async Task Published_ports_are_tried_at_the_hosts_address_on_each_network()
    {
        SkipUnlessRoot();
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, networks: [edge], ports: ["80"]}
              local: {<<: *serving, networks: [edge], ports: ["127.0.0.1::80"]}
              outside: {<<: *idle, networks: [other]}
              inside: {<<: *idle, networks: [closed]}
              host: {<<: *idle, network_mode: host}
            networks: {edge: , other: , closed: {internal: true}}
            """;
        await UpAsync(Yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        await MustBeSoAsync(report);
        (int web, int local) = (await PublishedAsync("web"), await PublishedAsync("local"));
        (await Docker.ConnectsAsync(Container("outside"), await GatewayAsync("other"), web)).Should().BeTrue();
        (await Docker.ConnectsAsync(Container("outside"), await GatewayAsync("other"), local)).Should().BeFalse("it is bound to the loopback");
        (await Docker.ConnectsAsync(Container("inside"), await GatewayAsync("closed"), web)).Should().BeFalse("the network is internal");
        (await Docker.ConnectsAsync(Container("host"), "127.0.0.1", web)).Should().BeTrue();
        (await Docker.ConnectsAsync(Container("host"), "127.0.0.1", local)).Should().BeTrue();
        OverHost("outside").Should().Equal(("local", "other", false), ("web", "other", true));
        OverHost("inside").Should().Equal(("local", "closed", false), ("web", "closed", false));
        OverHost("host").Should().Equal(("local", null, true), ("web", null, true));
        report.Pairs.Single(pair => pair is { From: "outside", To: "web" }).Answers.Should().BeFalse();

        IEnumerable<(string To, string? Network, bool?)> OverHost(string caller) => report.Pairs.Where(pair => pair.From == caller).SelectMany(pair => pair.Probes
            .Where(probe => probe.OverHost && !probe.Target.Contains(':', StringComparison.Ordinal))
            .Select(probe => (pair.To, probe.Network, probe.Answers)));
    }

    [Fact]
    public async Task A_port_that_is_published_wider_than_the_file_says_is_a_difference()
    {
        SkipUnlessRoot();
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, networks: [edge], ports: ["80"]}
              other: {<<: *idle, networks: [other]}
            networks: {edge: , other: }
            """;
        await UpAsync(Yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml.Replace("ports: [\"80\"]", "ports: [\"127.0.0.1::80\"]", StringComparison.Ordinal)), Cancelled);

        report.Differs.Should().BeTrue();
        await MustBeSoAsync(report);
        (await Docker.ConnectsAsync(Container("other"), await GatewayAsync("other"), await PublishedAsync("web"))).Should().BeTrue();
        report.ToString().Should().MatchRegex("other -> web: published port [0-9]+ at the host's address \"[0-9.]+\" on network \"other\" answers, but should not\\.");
    }

    [Fact]
    public async Task A_bridge_that_binds_ports_to_the_loopback_keeps_them_to_the_host()
    {
        SkipUnlessRoot();
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, networks: [edge], ports: ["80"]}
              other: {<<: *idle, networks: [other]}
              host: {<<: *idle, network_mode: host}
            networks: {edge: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1} }, other: }
            """;
        await UpAsync(Yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        await MustBeSoAsync(report);
        (await Docker.ConnectsAsync(Container("other"), await GatewayAsync("other"), await PublishedAsync("web"))).Should().BeFalse();
        (await Docker.ConnectsAsync(Container("host"), "127.0.0.1", await PublishedAsync("web"))).Should().BeTrue();
        report.Pairs.Single(pair => pair is { From: "other", To: "web" }).Probes.Where(probe => probe.OverHost).Should().NotBeEmpty().And.OnlyContain(probe => probe.Answers == false);
        report.Pairs.Single(pair => pair is { From: "host", To: "web" }).Probes.Where(probe => probe.OverHost).Should().NotBeEmpty().And.OnlyContain(probe => probe.Answers == true);
    }

    [Fact]
    public async Task Addresses_of_both_families_are_tried()
    {
        SkipUnlessRoot();
        string prefix = $"fd00:78:{1 + (Environment.ProcessId % 9999)}";
        string yaml = Kinds + $$$"""
            services:
              a: {<<: *idle, networks: [n]}
              b: {<<: *idle, networks: [n]}
            networks: {n: {enable_ipv6: true, ipam: {config: [{subnet: "{{{prefix}}}::/64"}]} }}
            """;
        await UpAsync(yaml);

        ReachabilityReport report = await Client.VerifyAsync(Load(yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        await MustBeSoAsync(report);
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", await FieldAsync("b", "{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}"))).Should().BeTrue();
        report.Pairs.Single(pair => pair is { From: "a", To: "b" }).Probes.Where(probe => probe is { IsAddress: true, Answers: true })
            .Select(probe => probe.Target.Contains(':', StringComparison.Ordinal)).Should().Equal(false, true);
    }

    [Fact]
    public async Task A_routed_gateway_opens_the_published_ports_at_the_containers_own_address()
    {
        SkipUnlessRoot();
        Assert.SkipWhen(Engine.ApiVersion < new Version(1, 48), "Gateway modes need engine 28.");
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, networks: [routed], ports: ["127.0.0.1::80"]}
              outside: {<<: *idle, networks: [other]}
            networks: {routed: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: routed}}, other: }
            """;
        await UpAsync(Yaml, new ReconcileOptions { Wait = true });

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        await MustBeSoAsync(report);
        (await Docker.ConnectsAsync(Container("outside"), await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"), 80)).Should().BeTrue();
        report.Pairs.Single(pair => pair is { From: "outside", To: "web" }).Probes.Where(probe => probe is { IsAddress: true, Answers: true }).Select(probe => (probe.Network, probe.Port)).Should().Equal(("routed", 80));
    }

    [Fact]
    public async Task What_engines_differ_about_is_no_promise_to_an_internal_network_with_IPv6()
    {
        SkipUnlessRoot();
        Assert.SkipWhen(Engine.ApiVersion < new Version(1, 48), "A network without IPv4 needs engine 28.");
        const string Yaml = Kinds + """
            services:
              web: {<<: *serving, networks: [six], ports: ["80"], healthcheck: {disable: true}}
              inside: {<<: *idle, networks: [closed]}
            networks: {six: {enable_ipv4: false, enable_ipv6: true}, closed: {internal: true, enable_ipv6: true}}
            """;
        await UpAsync(Yaml);

        ReachabilityReport report = await Client.VerifyAsync(Load(Yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        await MustBeSoAsync(report);
        report.Pairs.SelectMany(pair => pair.Probes).Should().NotContain(probe => probe.OverHost && probe.Expected);
    }

    [Fact]
    public async Task A_second_container_on_a_network_too_many_is_found()
    {
        SkipUnlessRoot();
        const string Yaml = Kinds + """
            services:
              front: {<<: *idle, networks: [f], scale: 2}
              db: {<<: *idle, networks: [d]}
            networks: {f: , d: }
            """;
        await UpAsync(Yaml);

        ReachabilityReport asSaid = await Client.VerifyAsync(Load(Yaml), Cancelled);
        await Docker.RunAsync("network", "connect", $"{Project}_d", $"{Project}-front-2");
        ReachabilityReport plugged = await Client.VerifyAsync(Load(Yaml), Cancelled);

        asSaid.Differs.Should().BeFalse(asSaid.ToString());
        await MustBeSoAsync(plugged);
        plugged.Pairs.Single(pair => pair.From == "front").Probes.Where(probe => probe.Differs).Should().HaveCount(2).And.OnlyContain(probe => probe.Caller == $"{Project}-front-2");
        plugged.Pairs.Single(pair => pair.From == "db").Differs.Should().BeTrue();
    }

    [Fact]
    public async Task A_static_address_and_every_name_answer()
    {
        string subnet = Engine.NewSubnet();
        await UpAsync($"""
            services:
              a:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: [n]
              b:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks:
                  n:
                    aliases: [other]
                    ipv4_address: {subnet}.77
            networks:
              n:
                ipam:
                  config:
                    - subnet: {subnet}.0/24
            """);

        (await FieldAsync("b", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().Be($"{subnet}.77");
        foreach (string name in new[] { "b", "other", Container("b"), $"{subnet}.77" })
        {
            (await PingsAsync("a", name)).Should().BeTrue($"{name} is a name of b");
        }
    }

    [Fact]
    public async Task Network_modes_share_what_they_say_and_nothing_else()
    {
        await UpAsync("""
            services:
              owner:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
              sharer:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: service:owner
              alone:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
            """);

        string address = await FieldAsync("owner", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
        (await Docker.RunAsync("exec", Container("sharer"), "ip", "addr")).Should().Contain(address);
        (await Docker.RunAsync("exec", Container("alone"), "ip", "-o", "link")).Split('\n').Should().ContainSingle("only the loopback is there");
    }

    private static void SkipUnlessRoot() => Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may enter a container's network, and only on Linux.");

    /// <summary>Holds that something was tried between every two services, and that busybox finds the same in the same container.</summary>
    private async Task MustBeSoAsync(ReachabilityReport report)
    {
        report.Pairs.Should().NotBeEmpty().And.OnlyContain(pair => pair.Probes.Any(probe => probe.Answers != null));
        var lies = new ConcurrentBag<string>();
        var tried = report.Pairs.SelectMany(pair => pair.Probes.Where(probe => probe.Answers != null).Select(probe => (pair.From, pair.To, Probe: probe)));
        await Parallel.ForEachAsync(tried, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancelled }, async (attempt, _) =>
        {
            string caller = attempt.Probe.Caller ?? Container(attempt.From);

            // Who answers does so at once, unless the machine is busy; who does not, never.
            int seconds = attempt.Probe.Answers == true ? 5 : 1;
            bool answers = attempt.Probe.Port is { } port
                ? await Docker.ConnectsAsync(caller, attempt.Probe.Target, port, seconds)
                : await Docker.FindsAsync(caller, attempt.Probe.Target, seconds);
            if (answers != attempt.Probe.Answers)
                lies.Add($"{caller} -> {attempt.To}: {attempt.Probe}");
        });
        lies.Should().BeEmpty();
    }

    /// <summary>The host's port that a service's port 80 is published on.</summary>
    private async Task<int> PublishedAsync(string service) =>
        int.Parse((await Docker.RunAsync("port", Container(service), "80")).Split('\n')[0].Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>The host's own address on a network.</summary>
    private Task<string> GatewayAsync(string network) => Docker.RunAsync("network", "inspect", "-f", "{{range .IPAM.Config}}{{.Gateway}}{{end}}", $"{Project}_{network}");

    private Task<bool> PingsAsync(string from, string to) => SucceedsIn(from, "ping", "-c", "1", "-W", "1", to);
}
