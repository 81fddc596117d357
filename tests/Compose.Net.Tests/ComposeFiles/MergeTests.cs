using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Each document of a text is laid over the ones before it, as each of several files is.</summary>
public sealed class MergeTests
{
    [Theory]
    [InlineData("command: [a, b]", "command: [c]", "c")]
    [InlineData("command: [a]", "command:", null)]
    [InlineData("command: [a]", "command: []", "")]
    [InlineData("command: [a]", "user: x", "a")]
    public void A_command_is_replaced_as_a_whole_and_cleared_by_an_empty_one(string first, string second, string? expected) =>
        (Merged(first, second).Command is { } words ? string.Join('|', words) : null).Should().Be(expected);

    [Theory]
    [InlineData("environment: [A=1, B=1]", "environment: {B: 2, C: 2}")]
    [InlineData("environment: {A: 1, B: 1}", "environment: [B=2, C=2]")]
    [InlineData("environment: {A: 1, B: 2, C: 2}", "environment:")]
    [InlineData("environment:", "environment: {A: 1, B: 2, C: 2}")]
    public void Variables_are_merged_by_name_whatever_the_form(string first, string second) =>
        Merged(first, second).Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = "1", ["B"] = "2", ["C"] = "2" });

    [Theory]
    [InlineData("gpus: all", "gpus: all", "-1")]
    [InlineData("gpus: all", "gpus: [{count: 1}]", "1")]
    [InlineData("gpus: [{count: 1}]", "gpus: all", "-1")]
    [InlineData("gpus: [{count: 1, driver: a}, {count: 2}]", "gpus: [{count: 2}, {count: 3}]", "1|2|3")]
    public void Requests_for_GPUs_are_joined_and_all_of_them_asked_for_once(string first, string second, string counts) =>
        string.Join('|', Merged(first, second).Gpus.Select(request => request.Count)).Should().Be(counts);

    [Theory]
    [InlineData("environment: [A]")]
    [InlineData("environment: {A: }")]
    public void A_variable_without_a_value_takes_back_the_one_of_an_earlier_file(string second) =>
        Merged("environment: {A: 1}", second).Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = null });

    [Theory]
    [InlineData("ports: [\"127.0.0.1:80:80\", \"81\"]", "ports: [{target: 80, published: 80, host_ip: 127.0.0.1}, \"82\"]", "127.0.0.1:80->80 :->81 :->82")]
    [InlineData("ports: [\"0.0.0.0:80:80/udp\", \"81\"]", "ports: [\"80:80/UDP\"]", ":80->80 :->81")]
    [InlineData("ports: [\"80:80\"]", "ports: [\"8080:80\"]", ":80->80 :8080->80")]
    [InlineData("ports: [\"80-81:80-81\"]", "ports: [\"81:81\"]", ":80->80 :81->81")]
    [InlineData("ports: [\"80:80\"]", "ports: !override [\"81:81\"]", ":81->81")]
    [InlineData("ports: [\"80:80\"]", "ports: !reset []", "")]
    public void Ports_are_added_and_the_same_binding_is_there_once(string first, string second, string expected) =>
        string.Join(' ', Merged(first, second).Ports.Select(port => $"{port.HostIp}:{port.Published}->{port.Target}")).Should().Be(expected);

    [Fact]
    public void Mounts_are_replaced_by_target_at_the_place_of_the_first() =>
        Merged("volumes: [\"/a:/data\", \"/b:/other\"]", "volumes: [\"/c:/data/:ro\"]").Mounts.Cast<BindMount>()
            .Select(mount => (mount.Source, mount.Target, mount.ReadOnly)).Should().Equal(("/c", "/data", true), ("/b", "/other", false));

    [Fact]
    public void A_dependency_may_be_completed_by_a_later_file()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, depends_on: {b: {condition: service_healthy}}}\n  b: {image: x}\n---\nservices:\n  a: {depends_on: {b: {required: false}}}\n");

        project.Services["a"].DependsOn["b"].Should().Be(new DependencyDefinition { Condition = DependencyCondition.ServiceHealthy, Required = false });
    }

    [Fact]
    public void A_list_of_dependencies_means_started_also_over_an_earlier_condition() =>
        Loaded.Project("services:\n  a: {image: x, depends_on: {b: {condition: service_healthy}}}\n  b: {image: x}\n---\nservices:\n  a: {depends_on: [b]}\n")
            .Services["a"].DependsOn["b"].Condition.Should().Be(DependencyCondition.ServiceStarted);

    [Fact]
    public void Networks_of_a_service_are_merged_by_name()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, networks: {n: {aliases: [one]}}}\nnetworks: {n: , m: }\n---\nservices:\n  a: {networks: {n: {aliases: [two, one]}, m: }}\n");

        project.Services["a"].Networks["n"].Aliases.Should().Equal("one", "two");
        project.Services["a"].Networks.Keys.Should().Equal("m", "n");
    }

    [Fact]
    public void Of_two_file_systems_in_memory_at_one_place_the_later_counts() =>
        Loaded.Project("services: {a: {image: x, tmpfs: ['/tmp:size=64m', /run]}}\n---\nservices: {a: {tmpfs: ['/tmp/:size=128m,mode=1777']}}\n").Services["a"].Tmpfs.Select(mount => mount.ToString())
            .Should().SatisfyRespectively(first => first.Should().Contain("/tmp").And.Contain("128m"), second => second.Should().Contain("/run"));

    [Theory]
    [InlineData("{subnet: 10.1.0.0/24, gateway: 10.1.0.1, aux_addresses: {a: 10.1.0.5}}", "{subnet: 10.1.0.0/24, ip_range: 10.1.0.0/25, aux_addresses: {b: 10.1.0.6}}", "10.1.0.0/24 10.1.0.1 10.1.0.0/25 a,b")]
    [InlineData("{subnet: 10.1.0.0/24}", "{subnet: 10.2.0.0/24}", "10.2.0.0/24   ")]
    [InlineData("{subnet: 10.1.0.0/24}, {subnet: 10.2.0.0/24}", "{subnet: 10.2.0.0/24, gateway: 10.2.0.1}, {subnet: 10.3.0.0/24}", "10.1.0.0/24   ;10.2.0.0/24 10.2.0.1  ;10.3.0.0/24   ")]
    [InlineData("{subnet: 10.1.0.0/24}, {subnet: 'fd00:1::/64'}", "{subnet: 'fd00:2::/64'}", "10.1.0.0/24   ;fd00:2::/64   ")]
    public void Address_pools_are_merged_by_subnet_and_stay_whole(string first, string second, string expected)
    {
        ComposeProject project = Loaded.Project($"services:\n  a: {{image: x, networks: [n]}}\nnetworks: {{n: {{driver: macvlan, ipam: {{config: [{first}]}}}}}}\n---\nnetworks: {{n: {{ipam: {{config: [{second}]}}}}}}\n");

        string.Join(';', project.Networks["n"].Ipam!.Pools.Select(pool => $"{pool.Subnet} {pool.Gateway} {pool.IpRange} {string.Join(',', pool.AuxiliaryAddresses.Keys)}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("!reset null", "A")]
    [InlineData("!reset {B: 1}", "A")]
    [InlineData("!override {B: 1}", "A B")]
    public void A_tag_on_a_whole_mapping_clears_it(string value, string expected)
    {
        ComposeProject project = Loaded.Project($"services:\n  a: {{image: x, labels: {{L: 1}}, environment: {{A: 1}}}}\n---\nservices:\n  a: {{labels: {value}}}\n");

        string.Join(' ', project.Services["a"].Environment.Keys.Concat(project.Services["a"].Labels.Keys)).Should().Be(expected);
    }

    [Fact]
    public void A_service_can_be_taken_out_as_a_whole() =>
        Loaded.Project("services:\n  a: {image: x}\n  b: {image: x}\n---\nservices:\n  b: !reset null\n").Services.Keys.Should().Equal("a");

    [Fact]
    public void Tags_are_followed_through_anchors_and_merge_keys()
    {
        ComposeProject project = Loaded.Project("""
            services:
              a: {image: x, user: u, hostname: h, environment: {A: "1", B: "1"}}
            ---
            x-clear: &clear {user: !reset null, environment: &none !reset {}}
            services:
              a:
                <<: *clear
                hostname: !override g
            """);

        ServiceDefinition a = project.Services["a"];
        (a.User, a.Hostname, a.Environment.Count).Should().Be((null, "g", 0));
    }

    [Fact]
    public void What_no_document_gives_a_value_to_is_reported() =>
        Loaded.Lines("services:\n  a: {image: x, ports: }\n---\nservices:\n  a: {ports: , depends_on: {b: {required: true}}}\n  b: {image: x}\n").Should().Equal(
            "compose.yaml(2,24): error CN0205: \"ports\" is empty; it must be a list. Give it a value, or remove it.",
            "compose.yaml(5,32): error CN0204: The key \"condition\" is missing: a dependency must have it.");

    [Fact]
    public void Forms_that_cannot_be_merged_are_reported_with_both_places() =>
        Loaded.Lines("services: {a: {image: x}}\nx-ports: {a: 1}\n---\nx-ports: [a]\n").Should().Equal(
            "compose.yaml(4,10): error CN0033: \"x-ports\" is a list here, but a mapping in compose.yaml(2,10). Write both in the same form, or put \"!override\" in front of this one.");

    [Fact]
    public void The_last_name_and_every_version_are_seen() =>
        Loaded.Lines("version: '3'\nservices: {a: {image: x}}\n---\nversion: '2'\n").Should().HaveCount(2);

    private static ServiceDefinition Merged(string first, string second) =>
        Loaded.Project($"services:\n  a:\n    image: x\n    {first}\n---\nservices:\n  a:\n    {second}\n").Services["a"];
}
