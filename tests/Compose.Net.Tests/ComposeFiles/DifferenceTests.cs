using Compose.Net.Diagnostics;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Where docker compose goes wrong and we do not: the table in docs/compatibility.md, row by row, as users write it.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public void Several_address_pools_in_two_files_keep_their_own_gateways()
    {
        NetworkDefinition network = Loaded.Project("""
            services: {web: {image: x, networks: [n]}}
            networks: {n: {driver: macvlan, ipam: {config: [{subnet: 10.1.0.0/24, gateway: 10.1.0.1}, {subnet: 10.2.0.0/24, gateway: 10.2.0.1}]}}}
            ---
            networks: {n: {ipam: {config: [{subnet: 10.2.0.0/24, ip_range: 10.2.0.0/25}, {subnet: 10.3.0.0/24}]}}}
            """).Networks["n"];

        network.Ipam!.Pools.Select(pool => $"{pool.Subnet} {pool.Gateway} {pool.IpRange}".TrimEnd()).Should().Equal(
            "10.1.0.0/24 10.1.0.1", "10.2.0.0/24 10.2.0.1 10.2.0.0/25", "10.3.0.0/24");
    }

    [Fact]
    public void Names_of_ones_own_may_start_with_x()
    {
        ComposeProject project = Loaded.Project("""
            services: {web: {image: x, labels: {x-team: a}, environment: {x-mode: b}, networks: [x-net]}}
            networks: {x-net: {driver_opts: {x-option: c}}}
            """);

        project.Services["web"].Labels.Should().Equal(new Dictionary<string, string> { ["x-team"] = "a" });
        project.Services["web"].Environment.Should().Equal(new Dictionary<string, string?> { ["x-mode"] = "b" });
        project.Networks["x-net"].DriverOptions.Should().Equal(new Dictionary<string, string> { ["x-option"] = "c" });
    }

    [Fact]
    public void A_default_may_hold_braces_and_line_ends() =>
        Loaded.Service("labels:\n  braces: \"${A:-{}} and ${B:-y}\"\n  lines: |-\n    ${A:-one\n    two}").Labels.Should()
            .Equal(new Dictionary<string, string> { ["braces"] = "{} and y", ["lines"] = "one\ntwo" });

    [Fact]
    public void Zero_is_a_value_and_what_is_not_said_is_no_contradiction()
    {
        ServiceDefinition service = Loaded.Service("mem_swappiness: 0\ncpus: 0.5\npids_limit: 5\ndeploy: {resources: {limits: {memory: 1g}}}");

        service.Should().BeEquivalentTo(new { MemorySwappiness = 0, Cpus = 0.5, PidsLimit = 5L });
        Loaded.Lines("services: {web: {image: x, cpus: 0, deploy: {resources: {limits: {cpus: 1}}}}}").Should().ContainSingle().Which.Should().Contain(DiagnosticCodes.DistinctValues);
    }

    [Fact]
    public void The_same_entry_in_two_files_is_there_once()
    {
        const string Lists = "security_opt: [a], group_add: [b], external_links: [c], volumes_from: [db], device_cgroup_rules: [\"c 1:3 mr\"]";
        ComposeProject project = Loaded.Project("""
            services: {web: {image: x, LISTS, volumes: ["data:/d"]}, db: {image: x}}
            volumes: {data: {labels: [l=1]}}
            ---
            services: {web: {LISTS}}
            volumes: {data: {labels: [l=1]}}
            """.Replace("LISTS", Lists, StringComparison.Ordinal));

        ServiceDefinition web = project.Services["web"];
        (web.SecurityOptions.Length, web.GroupAdd.Length, web.ExternalLinks.Length, web.VolumesFrom.Length, web.DeviceCgroupRules.Length).Should().Be((1, 1, 1, 1, 1));
        project.Volumes["data"].Labels.Should().HaveCount(1);
    }

    [Fact]
    public void A_port_in_its_short_and_in_its_long_form_is_one_port() =>
        Loaded.Project("""
            services: {web: {image: x, ports: ["8080:80"]}}
            ---
            services: {web: {ports: [{target: 80, published: 8080}]}}
            """).Services["web"].Ports.Should().ContainSingle().Which.Published.Should().Be("8080");

    [Fact]
    public void Settings_of_an_external_network_are_not_ignored_in_silence() =>
        Loaded.Lines("services: {web: {image: x, networks: [n]}}\nnetworks: {n: {external: true, driver: bridge}}\n").Should().ContainSingle()
            .Which.Should().StartWith("compose.yaml(2,32): warning CN0117:");

    [Fact]
    public void A_volume_may_have_a_name_of_one_letter()
    {
        ServiceDefinition web = Loaded.Project("services: {web: {image: x, volumes: [\"x:/data\", \"d:/z:ro\"]}}\nvolumes: {x: , d: }\n").Services["web"];

        web.Mounts.Cast<VolumeMount>().Select(mount => (mount.Source, mount.Target, mount.ReadOnly)).Should().Equal(("x", "/data", false), ("d", "/z", true));
    }

    [Fact]
    public void A_host_in_a_list_and_in_a_mapping_is_there_once() =>
        Loaded.Project("""
            services: {web: {image: x, extra_hosts: ["h:1.1.1.1"]}}
            ---
            services: {web: {extra_hosts: {h: 1.1.1.1}}}
            """).Services["web"].ExtraHosts["h"].Should().Equal("1.1.1.1");

    [Theory]
    [InlineData("[OWN]")]
    [InlineData("{OWN: }")]
    public async Task A_variable_of_an_included_file_has_the_value_of_its_env_file_in_every_form(string environment) =>
        (await SeveralFiles.ProjectAsync(
            ("compose.yaml", "include: [sub/compose.yaml]\n"),
            ("sub/compose.yaml", $"services: {{web: {{image: x, environment: {environment}}}}}\n"),
            ("sub/.env", "OWN=there\n"))).Services["web"].Environment["OWN"].Should().Be("there");

    [Fact]
    public void An_optional_dependency_goes_with_the_service_that_no_profile_enables()
    {
        ComposeProject project = Loaded.Project("services: {web: {image: x, depends_on: {db: {condition: service_healthy, required: false}}}, db: {image: x, profiles: [p]}}");

        project.Services["web"].DependsOn.Should().BeEmpty();
        Loaded.Project(ComposeFile.ToYaml(project)).Services["web"].DependsOn.Should().BeEmpty();
    }

    [Fact]
    public void The_keys_of_a_build_in_two_files_are_merged_by_name() =>
        Loaded.Project("""
            services: {web: {build: {context: ., ssh: [default]}}}
            ---
            services: {web: {build: {ssh: [own=./key]}}}
            """).Services["web"].Build!.Ssh.Should().HaveCount(2);

    [Fact]
    public void An_empty_name_of_a_network_is_no_name() =>
        Loaded.Project("services: {web: {image: x}}\nnetworks: {default: {name: \"\"}}\n").Networks["default"].Name.Should().Be("p_default");
}
