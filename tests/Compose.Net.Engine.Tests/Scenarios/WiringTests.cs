using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>What the keys about networking and storage come to on the engine, and that a second plan finds nothing to do.</summary>
public sealed class WiringTests(EngineFixture engine) : ScenarioTest(engine)
{
    [Fact]
    public async Task Names_are_resolved_as_the_file_says()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                dns: [192.0.2.53]
                dns_opt: ["ndots:3"]
                dns_search: [example.test]
                extra_hosts: {one: 192.0.2.1, two: ["192.0.2.2", "fd00::2"]}
                links: ["db:database"]
                expose: ["8000-8001", "53/udp"]
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
            """;
        await UpAsync(yaml);

        JsonElement host = (await Docker.InspectAsync("container", Container("web"))).GetProperty("HostConfig");
        Texts(host.GetProperty("Dns")).Should().Equal("192.0.2.53");
        Texts(host.GetProperty("DnsOptions")).Should().Equal("ndots:3");
        Texts(host.GetProperty("DnsSearch")).Should().Equal("example.test");
        (await FieldAsync("web", "{{range $port, $_ := .Config.ExposedPorts}}{{$port}} {{end}}")).Split(' ').Should().Equal("53/udp", "8000/tcp", "8001/tcp");
        string hosts = await Docker.RunAsync("exec", Container("web"), "cat", "/etc/hosts");
        hosts.Should().MatchRegex(@"192\.0\.2\.1\s+one").And.MatchRegex(@"192\.0\.2\.2\s+two").And.MatchRegex(@"fd00::2\s+two");
        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", "database")).Should().BeTrue("a link is a further name");
        (await SucceedsIn("db", "ping", "-c", "1", "-W", "1", "database")).Should().BeFalse("only the linking container knows the name");
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task An_endpoint_has_all_its_settings()
    {
        string subnet = Engine.NewSubnet();
        string yaml = $$"""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks:
                  a: {}
                  b:
                    priority: 5
                    ipv4_address: {{subnet}}.10
                    link_local_ips: [169.254.9.9]
                    driver_opts: {com.example.note: "1"}
            networks:
              a:
              b:
                ipam:
                  config:
                    - subnet: {{subnet}}.0/24
            """;
        await UpAsync(yaml);

        (await FieldAsync("web", "{{.HostConfig.NetworkMode}}")).Should().Be($"{Project}_b", "the highest priority is the primary network");
        JsonElement endpoint = (await Docker.InspectAsync("container", Container("web"))).GetProperty("NetworkSettings").GetProperty("Networks").GetProperty($"{Project}_b");
        endpoint.GetProperty("IPAddress").GetString().Should().Be($"{subnet}.10");
        Texts(endpoint.GetProperty("IPAMConfig").GetProperty("LinkLocalIPs")).Should().Equal("169.254.9.9");
        endpoint.GetProperty("DriverOpts").GetProperty("com.example.note").GetString().Should().Be("1");
        await MustHaveNothingToDoAsync(yaml);

        string container = await FieldAsync("web", "{{.Id}}");
        string changed = yaml.Replace("note: \"1\"", "note: \"2\"", StringComparison.Ordinal).Replace("169.254.9.9", "169.254.9.8", StringComparison.Ordinal);
        await UpAsync(changed);

        (await FieldAsync("web", "{{.Id}}")).Should().Be(container, "an endpoint is repaired on the live container");
        (await FieldAsync("web", $"{{{{json (index .NetworkSettings.Networks \"{Project}_b\")}}}}")).Should().Contain("\"com.example.note\":\"2\"").And.Contain("169.254.9.8");
        await MustHaveNothingToDoAsync(changed);
    }

    [Fact]
    public async Task A_fixed_MAC_address_is_given_and_survives_a_change_of_its_network()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                mac_address: 02-42-AC-11-65-43
                networks: {a: {aliases: [ALIAS]}}
            networks: {a: {}}
            """;
        await UpAsync(yaml);
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.MacAddress}}{{end}}")).Should().Be("02:42:ac:11:65:43");
        await MustHaveNothingToDoAsync(yaml);

        await UpAsync(yaml.Replace("ALIAS", "shop", StringComparison.Ordinal));

        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.MacAddress}}{{end}}")).Should().Be("02:42:ac:11:65:43");
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.Aliases}}{{end}}")).Should().Contain("shop");
    }

    [Fact]
    public async Task Files_are_there_as_the_file_says()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                read_only: true
                shm_size: 32m
                tmpfs: ["/run", "/scratch:size=1m"]
                volumes_from: ["db:ro"]
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                environment: {LEVEL: "1"}
                volumes: [store:/store, /anonymous]
            volumes: {store: }
            """;
        await UpAsync(yaml);

        JsonElement host = (await Docker.InspectAsync("container", Container("web"))).GetProperty("HostConfig");
        host.GetProperty("ReadonlyRootfs").GetBoolean().Should().BeTrue();
        host.GetProperty("ShmSize").GetInt64().Should().Be(32 << 20);
        host.GetProperty("Tmpfs").GetProperty("/scratch").GetString().Should().Be("size=1m");
        (await FieldAsync("web", "{{range .Mounts}}{{.Destination}}={{.RW}} {{end}}")).Split(' ').Order(StringComparer.Ordinal).Should().Equal("/anonymous=false", "/store=false");
        (await SucceedsIn("web", "touch", "/x")).Should().BeFalse();
        (await SucceedsIn("web", "touch", "/run/x")).Should().BeTrue();
        await MustHaveNothingToDoAsync(yaml);

        string web = await FieldAsync("web", "{{.Id}}");
        await UpAsync(yaml.Replace("LEVEL: \"1\"", "LEVEL: \"2\"", StringComparison.Ordinal));

        (await FieldAsync("web", "{{.Id}}")).Should().NotBe(web, "its mounts were those of a container that is gone");
        (await FieldAsync("web", "{{range .Mounts}}{{if eq .Destination \"/anonymous\"}}{{.Name}}{{end}}{{end}}"))
            .Should().Be(await FieldAsync("db", "{{range .Mounts}}{{if eq .Destination \"/anonymous\"}}{{.Name}}{{end}}{{end}}"));
    }

    [Fact]
    public async Task Links_on_the_engines_own_bridge_are_lines_of_the_hosts_file()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: bridge
                links: ["db:database"]
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: bridge
            """;
        await UpAsync(yaml);

        (await SucceedsIn("web", "ping", "-c", "1", "-W", "1", "database")).Should().BeTrue();
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task Two_keys_that_stand_for_one_network_make_one_endpoint()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: {a: {aliases: [one]}, b: {aliases: [two]}}
            networks: {a: {name: NAME}, b: {name: NAME}}
            """;
        string named = yaml.Replace("NAME", $"{Project}_shared", StringComparison.Ordinal);
        await UpAsync(named);

        (await FieldAsync("web", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}")).Should().Be($"{Project}_shared");
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.Aliases}}{{end}}")).Should().Contain("one").And.Contain("two");
        await MustHaveNothingToDoAsync(named);
    }

    [Fact]
    public async Task The_network_of_a_container_outside_of_the_project_is_shared_and_one_that_is_missing_is_named()
    {
        string other = $"{Project}-outside";
        string others = NewProjectName("other");
        string yaml = $$"""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: container:{{other}}
            """;
        Plan before = await Client.PlanAsync(Load(yaml), cancellationToken: Cancelled);
        before.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain($"needs container \"{other}\"");

        await Docker.RunAsync("run", "-d", "--name", other, "--label", $"com.docker.compose.project={others}", "busybox", "sleep", "600");
        await UpAsync(yaml);

        (await FieldAsync("web", "{{.HostConfig.NetworkMode}}")).Should().StartWith("container:");
        await MustHaveNothingToDoAsync(yaml);

        await Docker.RunAsync("rm", "-f", other);
        string anew = await Docker.RunAsync("run", "-d", "--name", other, "--label", $"com.docker.compose.project={others}", "busybox", "sleep", "600");
        await UpAsync(yaml);

        (await FieldAsync("web", "{{.HostConfig.NetworkMode}} {{.State.Running}}")).Should().Be($"container:{anew} true");
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task What_this_engine_is_too_old_for_is_said_before_anything_happens()
    {
        Assert.SkipWhen(Engine.ApiVersion >= new Version(1, 45), "This engine knows all of it.");
        Plan plan = await Client.PlanAsync(
            Load("""
                services:
                  web:
                    image: busybox
                    networks: {n: {interface_name: eth7, gw_priority: 1}}
                    volumes: [{type: image, source: busybox, target: /i}, {type: volume, source: store, target: /s, volume: {subpath: x}}]
                networks: {n: {enable_ipv4: false}}
                volumes: {store: }
                """),
            cancellationToken: Cancelled);

        plan.HasErrors.Should().BeTrue();
        plan.Diagnostics.Select(diagnostic => diagnostic.Code).Should().OnlyContain(code => code == "CN0340").And.HaveCount(5);
        plan.Steps.Should().BeEmpty();
    }

    private static string?[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString())];
}
