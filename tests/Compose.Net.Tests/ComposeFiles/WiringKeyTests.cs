using System.Text.Json.Nodes;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>The keys about networking and storage, in the shape that docker compose prints them in.</summary>
public sealed class WiringKeyTests
{
    private const string Rest = "  db: {image: x}\nnetworks: {n: , m: }\nvolumes: {vol: , x: }";

    [Theory]
    [InlineData("dns: 1.1.1.1", "dns", """["1.1.1.1"]""")]
    [InlineData("dns: [1.1.1.1, \"\", 1.1.1.1]", "dns", """["1.1.1.1"]""")]
    [InlineData("dns_search: .", "dns_search", """["."]""")]
    [InlineData("dns_opt: [\"ndots:2\", \"ndots:3\"]", "dns_opt", """["ndots:2","ndots:3"]""")]
    [InlineData("expose: [80, \"81/udp\", \"90-92\", \"80\"]", "expose", """["80","81/udp","90-92"]""")]
    [InlineData("extra_hosts: [\"h=1.1.1.1,2.2.2.2\", \"g:[::1]\", \"i=host-gateway\", \"j:fe80::1\"]", "extra_hosts", """["g=::1","h=1.1.1.1","h=2.2.2.2","i=host-gateway","j=fe80::1"]""")]
    [InlineData("extra_hosts: {b: [3.3.3.3, 2.2.2.2], d: \"[::1]\", x-a: 1.1.1.1}", "extra_hosts", """["b=2.2.2.2","b=3.3.3.3","d=::1","x-a=1.1.1.1"]""")]
    [InlineData("links: [db, \"db:other\", db]", "links", """["db","db:other"]""")]
    [InlineData("external_links: [foo, \"bar:baz\"]", "external_links", """["foo","bar:baz"]""")]
    [InlineData("volumes_from: [db, \"db:ro\", \"container:foo\", \"container:bar:ro\"]", "volumes_from", """["db","db:ro","container:foo","container:bar:ro"]""")]
    [InlineData("mac_address: 02:42:ac:11:65:43", "mac_address", "\"02:42:ac:11:65:43\"")]
    [InlineData("tmpfs: /run", "tmpfs", """["/run"]""")]
    [InlineData("tmpfs: [/run, \"/tmp:size=1m,uid=0\"]", "tmpfs", """["/run","/tmp:size=1m,uid=0"]""")]
    [InlineData("shm_size: 64m", "shm_size", "\"67108864\"")]
    [InlineData("shm_size: 1000", "shm_size", "\"1000\"")]
    [InlineData("shm_size: 0", "shm_size", null)]
    [InlineData("storage_opt: {size: 10G, n: 1}", "storage_opt", """{"n":"1","size":"10G"}""")]
    [InlineData("read_only: \"true\"", "read_only", "true")]
    [InlineData("read_only: false", "read_only", null)]
    [InlineData("network_mode: container:foo", "network_mode", "\"container:foo\"")]
    [InlineData("network_mode: weird", "network_mode", "\"weird\"")]
    [InlineData("networks: {n: {priority: 3, gw_priority: 4.0, interface_name: eth7, mac_address: 02:42:ac:11:65:43, link_local_ips: [169.254.1.1], driver_opts: {b: 1, x-a: 1.5}}}", "networks", """{"n":{"driver_opts":{"b":"1","x-a":"1.5"},"gw_priority":4,"interface_name":"eth7","link_local_ips":["169.254.1.1"],"mac_address":"02:42:ac:11:65:43","priority":3}}""")]
    [InlineData("networks: {n: {priority: 0, driver_opts: {}}, m: }", "networks", """{"m":null,"n":{}}""")]
    [InlineData("volumes: [\"vol:/w:z\"]", "volumes", """[{"type":"volume","source":"vol","target":"/w","bind":{"selinux":"z"},"volume":{}}]""")]
    [InlineData("volumes: [\"x:/y:ro\"]", "volumes", """[{"type":"volume","source":"x","target":"/y","read_only":true,"volume":{}}]""")]
    [InlineData("volumes: [/a, {type: volume, source: vol, target: /b}]", "volumes", """[{"type":"volume","target":"/a"},{"type":"volume","source":"vol","target":"/b"}]""")]
    [InlineData("volumes: [{type: volume, source: vol, target: /y, volume: {labels: [a=b, c], subpath: s, nocopy: \"false\"}}]", "volumes", """[{"type":"volume","source":"vol","target":"/y","volume":{"labels":{"a":"b","c":""},"subpath":"s"}}]""")]
    [InlineData("volumes: [{type: bind, source: /q, target: /x, consistency: cached, bind: {recursive: readonly}}, {type: bind, source: /q, target: /e, bind: {}}]", "volumes", """[{"type":"bind","source":"/q","target":"/x","consistency":"cached","bind":{"recursive":"readonly"}},{"type":"bind","source":"/q","target":"/e","bind":{}}]""")]
    [InlineData("volumes: [{type: image, source: busybox, target: /i, image: {subpath: z}}, {type: npipe, source: a, target: b}, {type: cluster, source: c, target: /c}]", "volumes", """[{"type":"image","source":"busybox","target":"/i","image":{"subpath":"z"}},{"type":"npipe","source":"a","target":"b"},{"type":"cluster","source":"c","target":"/c"}]""")]
    public void A_key_prints_in_its_canonical_form(string settings, string key, string? expected)
    {
        ComposeProject project = Loaded.Project($"services:\n  a:\n    image: x\n    {settings}\n{Rest}");

        (JsonNode.Parse(ComposeFile.ToJson(project))!["services"]!["a"]![key]?.ToJsonString()).Should().Be(expected);
    }

    [Fact]
    public void Links_and_mounts_of_others_imply_a_dependency_and_only_links_one_that_restarts()
    {
        ServiceDefinition service = Loaded.Service("links: [\"b:x\"]\nvolumes_from: [\"c:ro\", \"container:d\"]", "  b: {image: x}\n  c: {image: x}");

        service.DependsOn.Should().Equal(new Dictionary<string, DependencyDefinition> { ["b"] = new() { Restart = true }, ["c"] = new() });
    }

    [Fact]
    public void An_explicit_dependency_stays_as_it_is() =>
        Loaded.Service("links: [b]\ndepends_on: {b: {condition: service_healthy}}", "  b: {image: x}").DependsOn["b"]
            .Should().Be(new DependencyDefinition { Condition = DependencyCondition.ServiceHealthy });

    [Theory]
    [InlineData("network_mode: \"container:the-db\"", "service:db")]
    [InlineData("network_mode: \"container:p-cache-1\"", "service:cache")]
    [InlineData("network_mode: \"container:p-db-1\"", "container:p-db-1")]
    [InlineData("network_mode: \"container:p-many-1\"", "container:p-many-1")]
    [InlineData("network_mode: \"container:p-rare-1\"", "container:p-rare-1")]
    public void A_container_of_the_project_itself_stands_for_its_service(string setting, string mode)
    {
        ServiceDefinition service = Loaded.Service(setting, "  db: {image: x, container_name: the-db}\n  cache: {image: x}\n  many: {image: x, scale: 2}\n  rare: {image: x, profiles: [now-and-then]}");

        service.NetworkMode!.ToString().Should().Be(mode);
        service.DependsOn.Keys.Should().Equal(mode.StartsWith("service:", StringComparison.Ordinal) ? [mode["service:".Length..]] : []);
    }

    [Fact]
    public void Mounts_of_a_container_of_the_project_itself_are_those_of_its_service() =>
        Loaded.Service("volumes_from: [\"container:the-db:ro\", \"container:other\"]", "  db: {image: x, container_name: the-db}").VolumesFrom
            .Should().Equal(new VolumesFrom.Service("db") { Mode = "ro" }, new VolumesFrom.Container("other"));

    [Fact]
    public void A_network_can_do_without_IPv4() =>
        Loaded.Project("services: {a: {image: x, networks: [n]}}\nnetworks: {n: {enable_ipv4: \"false\"}}").Networks["n"].EnableIpv4.Should().BeFalse();

    [Theory]
    [InlineData("dns: server", DiagnosticCodes.InvalidValue)]
    [InlineData("expose: [x]", DiagnosticCodes.InvalidPort)]
    [InlineData("expose: [\"90-80\"]", DiagnosticCodes.InvalidPort)]
    [InlineData("extra_hosts: [a]", DiagnosticCodes.InvalidValue)]
    [InlineData("extra_hosts: [\"a=\"]", DiagnosticCodes.InvalidValue)]
    [InlineData("extra_hosts: [\"=1.1.1.1\"]", DiagnosticCodes.InvalidName)]
    [InlineData("extra_hosts: {a: there}", DiagnosticCodes.InvalidValue)]
    [InlineData("links: [nobody]", DiagnosticCodes.UndefinedService)]
    [InlineData("links: [\"db:a:b\"]", DiagnosticCodes.InvalidValue)]
    [InlineData("volumes_from: [\"db:up\"]", DiagnosticCodes.InvalidMount)]
    [InlineData("volumes_from: [\"container:\"]", DiagnosticCodes.InvalidMount)]
    [InlineData("mac_address: 02:42", DiagnosticCodes.InvalidValue)]
    [InlineData("tmpfs: run", DiagnosticCodes.InvalidMount)]
    [InlineData("shm_size: big", DiagnosticCodes.InvalidValue)]
    [InlineData("storage_opt: [a=b]", DiagnosticCodes.WrongForm)]
    [InlineData("network_mode: \"container:\"", DiagnosticCodes.InvalidValue)]
    [InlineData("networks: {n: {interface_name: much-too-long-a-name}}", DiagnosticCodes.InvalidValue)]
    [InlineData("networks: {n: {driver_opts: {a: true}}}", DiagnosticCodes.WrongForm)]
    [InlineData("volumes: [{type: image, target: /i}]", DiagnosticCodes.MissingKey)]
    [InlineData("volumes: [{type: bind, source: /q, target: /a, bind: {recursive: bad}}]", DiagnosticCodes.InvalidValue)]
    [InlineData("tmpfs: /a/\n    volumes: [/a]", DiagnosticCodes.DuplicateMountTarget)]
    [InlineData("scale: 2\n    mac_address: 02:42:ac:11:65:43", DiagnosticCodes.StaticAddressWithScale)]
    [InlineData("mac_address: 02:42:ac:11:65:43\n    networks: {n: {mac_address: 02:42:ac:11:65:44}}", DiagnosticCodes.ContradictorySettings)]
    [InlineData("networks: {n: {interface_name: eth0, driver_opts: {com.docker.network.endpoint.ifname: eth1}}}", DiagnosticCodes.ContradictorySettings)]
    public void What_is_wrong_with_a_key_has_a_code(string settings, string code) =>
        Loaded.Result($"services:\n  a:\n    image: x\n    {settings}\n{Rest}").Diagnostics.Should().ContainSingle().Which.Code.Should().Be(code);

    [Theory]
    [InlineData("a: {image: x, networks: [n, m]}", "n: {ipam: {config: [{subnet: 10.0.0.0/16}]}}, m: {ipam: {config: [{subnet: 10.0.1.0/24}]}}", DiagnosticCodes.OverlappingSubnets)]
    [InlineData("a: {image: x, networks: [n, m]}", "n: {driver: overlay, ipam: {config: [{subnet: 10.0.0.0/24}]}}, m: {driver: overlay, ipam: {config: [{subnet: 10.0.0.0/24}]}}", DiagnosticCodes.OverlappingSubnets)]
    [InlineData("a: {image: x, networks: {n: {ipv4_address: 10.0.0.130}}}", "n: {ipam: {config: [{subnet: 10.0.0.0/24, ip_range: 10.0.0.128/25}]}}", DiagnosticCodes.AddressInRange)]
    [InlineData("a: {image: x, networks: {n: {ipv4_address: 10.0.0.1}}}", "n: {ipam: {config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}]}}", DiagnosticCodes.DuplicateAddress)]
    [InlineData("a: {image: x, networks: [n], ports: [\"80:80\"]}", "n: {internal: true}", DiagnosticCodes.UnreachablePorts)]
    [InlineData("a: {image: x, networks: [n], mac_address: 02:42:ac:11:65:43}\n  b: {image: x, networks: {n: {mac_address: 02-42-AC-11-65-43}}}", "n: ", DiagnosticCodes.DuplicateAddress)]
    public void What_cannot_be_wired_is_found_before_anything_starts(string services, string networks, string code) =>
        Loaded.Result($"services:\n  {services}\nnetworks: {{{networks}}}").Diagnostics.Should().ContainSingle().Which.Code.Should().Be(code);

    [Fact]
    public void Subnets_of_networks_of_different_drivers_may_overlap() =>
        Loaded.Lines("services: {a: {image: x, networks: [n, m, o]}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/16}]}}, m: {driver: overlay, ipam: {config: [{subnet: 10.0.1.0/24}]}}, o: {driver: macvlan, ipam: {config: [{subnet: 10.0.1.0/24}]}}}")
            .Should().BeEmpty();

    [Fact]
    public void Subnets_of_networks_that_nobody_uses_or_that_others_own_may_overlap() =>
        Loaded.Lines("services: {a: {image: x, networks: [n, e]}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/16}]}}, m: {ipam: {config: [{subnet: 10.0.1.0/24}]}}, e: {external: true}}")
            .Should().BeEmpty();
}
