using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class IsolationTests
{
    private const string Shop = """
        services:
          front: {image: x, networks: [edge], ports: ["8080:80"]}
          api: {image: x, networks: [edge, data]}
          db: {image: x, networks: [data]}
        networks: {edge: , data: {internal: true}}

        """;

    [Theory]
    [InlineData("x-isolation: {deny: [front -> db]}")]
    [InlineData("x-isolation: {deny: ['* -> nobody', db -> front]}\n", "  nobody: {image: x, network_mode: none}")]
    [InlineData("x-isolation: {allow-only: [front -> api, api -> db]}")]
    [InlineData("x-isolation: {allow-only: ['* -> api']}")]
    [InlineData("x-isolation: ")]
    public void A_file_that_keeps_its_own_policy_loads(string policy, string service = "")
    {
        string yaml = service.Length == 0 ? Shop : Shop.Replace("networks: {edge", service + "\nnetworks: {edge", StringComparison.Ordinal);

        Loaded.Lines(yaml + policy).Should().BeEmpty();
    }

    [Fact]
    public void A_pair_that_must_not_talk_and_does_is_an_error_at_the_rule()
    {
        Loaded.Lines(Shop + "x-isolation:\n  deny:\n    - front -> api\n").Should().Equal(
            "compose.yaml(8,7): error CN0151: \"front\" must not reach \"api\", but does. Both are on network \"edge\", where api answers to api, p-api-1. Take one of them off what they share.");
    }

    [Fact]
    public void A_pair_that_is_not_allowed_and_talks_is_an_error_once()
    {
        Loaded.Lines(Shop + "x-isolation:\n  allow-only: [front -> api]\n").Should().Equal(
            "compose.yaml(7,3): error CN0151: \"api\" reaches \"db\", which is not among the allowed pairs. Both are on network \"data\", where db answers to db, p-db-1. Take one of them off what they share. Or allow it: \"api -> db\".");
    }

    [Fact]
    public void A_way_through_a_port_of_the_host_breaks_the_policy_too()
    {
        string yaml = Shop.Replace("db: {image: x, networks: [data]}", "db: {image: x, networks: [data, own], ports: ['5432:5432']}", StringComparison.Ordinal)
            .Replace("networks: {edge", "networks: {own: , edge", StringComparison.Ordinal);

        Loaded.Lines(yaml + "x-isolation: {deny: [front -> db]}").Should().ContainSingle().Which.Should()
            .EndWith("\"front\" must not reach \"db\", but does. Port 5432/tcp of db is published on the host as port 5432, and whoever reaches the host reaches it there. Publish it on 127.0.0.1 only, where no container reaches it.");
        Loaded.Lines(yaml.Replace("5432:5432", "127.0.0.1:5432:5432", StringComparison.Ordinal) + "x-isolation: {deny: [front -> db]}").Should().BeEmpty();
    }

    [Fact]
    public void Ports_are_kept_to_the_host_where_the_policy_says_so()
    {
        Loaded.Lines(Shop + "x-isolation: {loopback-ports: true}").Should().Equal(
            "compose.yaml(2,47): error CN0152: Port 80 of service \"front\" is published on all addresses of the host, and x-isolation keeps ports to the host itself. Write \"127.0.0.1:8080:80\".");
        Loaded.Lines(Shop.Replace("8080:80", "127.0.0.1:8080:80", StringComparison.Ordinal) + "x-isolation: {loopback-ports: true}").Should().BeEmpty();
    }

    [Theory]
    [InlineData("loopback-ports: true", "CN0152: Port 5432 of service \"db\" is published on 127.0.0.1, but network \"own\" has the gateway mode \"routed\": the port is open at the container's own address, whatever address of the host is named. Take the gateway mode off, or publish no port.")]
    [InlineData("deny: [front -> db]", "CN0151: \"front\" must not reach \"db\", but does. Port 5432/tcp of db is published, and network \"own\" has the gateway mode \"routed\": it is open at db's own address to whoever has a way out, whatever address of the host is named. Take the gateway mode off network \"own\", or publish no port.")]
    public void A_routed_gateway_opens_ports_of_the_loopback_address_too(string policy, string error)
    {
        string yaml = $$$"""
            services:
              front: {image: x, networks: [edge]}
              db: {image: x, networks: [own], ports: ["127.0.0.1:5432:5432"]}
            networks: {edge: , own: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: routed} }}
            x-isolation: {{{{policy}}}}
            """;

        Loaded.Lines(yaml).Should().ContainSingle().Which.Should().EndWith(error);
        Loaded.Lines(yaml.Replace("routed", "nat-unprotected", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("loopback-ports: true")]
    [InlineData("deny: [front -> db]")]
    public void A_bridge_that_binds_ports_to_the_loopback_keeps_them_to_the_host(string policy)
    {
        string yaml = $$$"""
            services:
              front: {image: x, networks: [edge]}
              db: {image: x, networks: [own, inner], ports: ["5432:5432"]}
            networks:
              edge:
              inner: {internal: true}
              own: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1} }
            x-isolation: {{{{policy}}}}
            """;

        Loaded.Lines(yaml).Should().BeEmpty();
        Loaded.Lines(yaml.Replace("127.0.0.1", "10.0.0.5", StringComparison.Ordinal)).Should().ContainSingle("the host has it, and who reaches the host reaches it there");
        Loaded.Lines(yaml.Replace("[own, inner]", "[own, far]", StringComparison.Ordinal).Replace("  edge:", "  far:\n  edge:", StringComparison.Ordinal)).Should().NotBeEmpty("the other network may give the gateway");
        Loaded.Lines(yaml.Replace("own: {", "own: {enable_ipv6: true, ", StringComparison.Ordinal)).Should().NotBeEmpty("of IPv6 the option says nothing");
    }

    [Theory]
    [InlineData("networks: [dfl]", "network_mode: bridge")]
    [InlineData("network_mode: default", "network_mode: bridge")]
    [InlineData("network_mode: shared", "networks: [s]")]
    public void A_network_that_a_network_mode_names_breaks_the_policy_too(string one, string other)
    {
        string yaml = $$"""
            services:
              a: {image: x, {{one}}}
              b: {image: x, {{other}}}
            networks: {dfl: {external: true, name: bridge}, s: {external: true, name: shared} }
            x-isolation: {deny: [a -> b, b -> a]}
            """;

        Loaded.Lines(yaml).Should().HaveCount(2).And.OnlyContain(line => line.Contains("CN0151", StringComparison.Ordinal));
    }

    [Fact]
    public void A_port_of_a_macvlan_is_on_no_host_and_breaks_no_policy() => Loaded.Lines("""
        services:
          br: {image: x}
          h: {image: x, network_mode: host}
          mv: {image: x, networks: [wire], ports: ["8081:80"]}
        networks: {wire: {driver: macvlan}}
        x-isolation: {deny: [br -> mv, mv -> br, h -> mv, mv -> h]}
        """).Should().BeEmpty();

    [Fact]
    public void A_policy_holds_whatever_the_scale_is()
    {
        const string Yaml = """
            services:
              a: {image: x, networks: [n]}
              b: {image: x, networks: [n], scale: 0}
            networks: {n: }
            x-isolation: {deny: [a -> b]}
            """;

        Loaded.Lines(Yaml).Should().ContainSingle().Which.Should().Contain("CN0151: \"a\" must not reach \"b\", but does. Both are on network \"n\"");
    }

    [Fact]
    public async Task A_policy_of_an_included_file_holds_at_its_own_lines()
    {
        (await SeveralFiles.LinesAsync(
            ("compose.yaml", "include: [sub/db.yaml]\nservices:\n  front: {image: x, networks: [data]}\n"),
            ("sub/db.yaml", "include: [more.yaml]\nservices: {db: {image: x, networks: [data]}}\nnetworks: {data: }\nx-isolation:\n  deny: [front -> db, fron -> db]\n"),
            ("sub/more.yaml", "services: {job: {image: x, network_mode: none, ports: ['1:1']}}\nx-isolation: {loopback-port: true}\n"))).Should().Equal(
                "sub/db.yaml(5,10): error CN0151: \"front\" must not reach \"db\", but does. Both are on network \"data\", where db answers to db, p-db-1. Take one of them off what they share.",
                "sub/db.yaml(5,23): error CN0103: Service \"fron\" is not defined. Did you mean \"front\"? Defined services: db, front, job.",
                "sub/more.yaml(2,15): error CN0150: \"loopback-port\" is not a key of x-isolation. Did you mean \"loopback-ports\"? Use \"deny\", \"allow-only\", \"loopback-ports\" or \"edges\".");
    }

    [Fact]
    public async Task A_printed_project_keeps_the_only_policy_that_its_files_have()
    {
        ComposeProject project = await SeveralFiles.ProjectAsync(
            ("compose.yaml", "include: [a.yaml]\nservices: {web: {image: x, network_mode: none}}\n"),
            ("a.yaml", "services: {a: {image: x}}\nx-isolation: {deny: [web -> a]}\n"));

        Loaded.Lines(ComposeFile.ToYaml(project).Replace("network_mode: none", "", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("CN0151");
    }

    [Fact]
    public async Task Each_file_keeps_its_own_policy_and_none_loosens_anothers()
    {
        (await SeveralFiles.LinesAsync(
            ("compose.yaml", "include: [a.yaml, b.yaml]\nservices:\n  web: {image: x}\nx-isolation: {allow-only: [web -> a, web -> b, a -> b]}\n"),
            ("a.yaml", "include: [c.yaml]\nservices: {a: {image: x}}\n"),
            ("b.yaml", "include: [c.yaml]\nservices: {b: {image: x}}\nx-isolation: {allow-only: [web -> b, a -> b]}\n"),
            ("c.yaml", "x-isolation: {deny: [b -> web]}\n"))).Select(line => line[..line.IndexOf(" Both", StringComparison.Ordinal)]).Should().Equal(
                "b.yaml(3,15): error CN0151: \"a\" reaches \"web\", which is not among the allowed pairs.",
                "c.yaml(1,22): error CN0151: \"b\" must not reach \"web\", but does.");
    }

    [Theory]
    [InlineData("front <-> db", "This is no pair of services. Write two names with an arrow between, such as \"front -> db\"; \"*\" stands for every service.")]
    [InlineData("front -> front", "\"front\" always reaches itself. Name two services, or remove the pair.")]
    public void A_pair_has_two_services_and_one_direction(string pair, string problem) =>
        Loaded.Lines(Shop + $"x-isolation: {{deny: [{pair}]}}").Should().Equal($"compose.yaml(6,22): error CN0150: {problem}");

    [Fact]
    public void A_policy_that_cannot_be_read_is_refused_at_every_place()
    {
        Loaded.Lines(Shop + "x-isolation: {deny: [front db, front -> dbb], allow: [], edges: maybe, allow-only: front}").Should().Equal(
            "compose.yaml(6,22): error CN0150: This is no pair of services. Write two names with an arrow between, such as \"front -> db\"; \"*\" stands for every service.",
            "compose.yaml(6,32): error CN0103: Service \"dbb\" is not defined. Did you mean \"db\"? Defined services: api, db, front.",
            "compose.yaml(6,47): error CN0150: \"allow\" is not a key of x-isolation. Use \"deny\", \"allow-only\", \"loopback-ports\" or \"edges\".",
            "compose.yaml(6,65): error CN0150: \"edges\" must be true or false.",
            "compose.yaml(6,84): error CN0150: \"allow-only\" must be a list of pairs, such as \"front -> db\".");
    }

    [Fact]
    public void Edges_let_only_declared_pairs_talk()
    {
        ComposeProject project = Loaded.Project(Edges);
        var topology = NetworkTopology.From(project);

        topology.Between("front", "api").IsReachable.Should().BeTrue();
        topology.Between("api", "db").IsReachable.Should().BeTrue();
        topology.Between("front", "db").IsReachable.Should().BeFalse();
        topology.Between("db", "front").IsReachable.Should().BeFalse();
        project.Networks.Keys.Should().Equal("api-db", "front-api", "front-ports", "own");
        project.Networks.Values.Where(network => !network.Internal).Select(network => network.Name).Should().Equal("p_front-ports", "p_own");
        project.Services["alone"].Networks.Should().BeEmpty();
        project.Services["apart"].Networks.Keys.Should().Equal("own");
    }

    [Fact]
    public void Edges_keep_a_dependency_on_a_service_that_keeps_its_own_networks()
    {
        ComposeProject project = Loaded.Project(EdgesBeside);
        var topology = NetworkTopology.From(project);

        topology.Between("a", "c").IsReachable.Should().BeTrue("a depends on it, and both were on the default network");
        topology.Between("c", "z").IsReachable.Should().BeTrue("c depends on it");
        topology.Between("a", "z").IsReachable.Should().BeFalse();
        project.Services["c"].Networks.Keys.Should().Equal("a-c", "c-z", "default", "x");
    }

    [Fact]
    public void Edges_of_a_service_in_anothers_namespace_are_those_of_that_one()
    {
        ComposeProject project = Loaded.Project(EdgesBeside);
        var topology = NetworkTopology.From(project);

        topology.Between("s", "n").IsReachable.Should().BeTrue();
        topology.Between("n", "m").IsReachable.Should().BeTrue();
        project.Services["m"].Networks.Keys.Should().Equal("m-n");
        project.Services["n"].Networks.Keys.Should().Equal("m-n");
    }

    [Theory]
    [InlineData(Edges)]
    [InlineData(EdgesBeside)]
    public void A_printed_project_with_edges_loads_to_the_same(string yaml)
    {
        string printed = ComposeFile.ToYaml(Loaded.Project(yaml));

        ComposeFile.ToYaml(Loaded.Project(printed)).Should().Be(printed);
    }

    [Fact]
    public void A_network_between_two_services_has_a_name_that_no_service_uses_for_another_one()
    {
        ComposeFileResult result = Loaded.Result("services:\n  web: {image: a, networks: {default: , web-db: {aliases: [x]}}, depends_on: [db]}\n  db: {image: b}\nx-isolation: {edges: true}\n");

        result.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Message.Contains("\"web-db\"", StringComparison.Ordinal)).Which.Severity.Should().Be(DiagnosticSeverity.Error);
    }

    private const string Edges = """
        services:
          front: {image: x, depends_on: [api], ports: ["127.0.0.1:8080:80"]}
          api: {image: x, depends_on: [db]}
          db: {image: x}
          alone: {image: x}
          apart: {image: x, networks: [own], depends_on: [db]}
        networks: {own: }
        x-isolation: {edges: true, allow-only: [front -> api, api -> db]}
        """;

    private const string EdgesBeside = """
        services:
          a: {image: x, depends_on: [c]}
          c: {image: x, networks: [default, x], depends_on: [z]}
          m: {image: x, depends_on: [n]}
          n: {image: x}
          s: {image: x, network_mode: "service:m", depends_on: [n]}
          z: {image: x}
        networks: {x: }
        x-isolation: {edges: true}
        """;
}
