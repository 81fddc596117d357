using System.Collections.Immutable;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("command: sh -c \"a b\"", "sh|-c|a b")]
    [InlineData("command: [sh, \"-c\"]", "sh|-c")]
    [InlineData("command: []", "")]
    [InlineData("command: \"\"", "")]
    [InlineData("command:", null)]
    [InlineData("user: root", null)]
    public void A_command_is_a_list_of_words_or_left_to_the_image(string settings, string? expected) =>
        (Loaded.Service(settings).Command is { } words ? string.Join('|', words) : null).Should().Be(expected);

    [Theory]
    [InlineData("environment: {B: \"2\", A: 1, C: , D: true}")]
    [InlineData("environment: [A=0, B=2, C, D=true, A=1]")]
    public void An_environment_is_the_same_as_a_list_and_as_a_mapping(string settings) =>
        Loaded.Service(settings).Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = "1", ["B"] = "2", ["C"] = null, ["D"] = "true" });

    [Fact]
    public void A_variable_without_a_value_is_passed_through() =>
        Loaded.Service("environment: [SET, UNSET]").Environment.Should().Equal(new Dictionary<string, string?> { ["SET"] = "value", ["UNSET"] = null });

    [Fact]
    public void A_value_that_YAML_changes_is_taken_changed_with_a_warning()
    {
        ComposeFileResult result = Loaded.Result("services:\n  a:\n    image: x\n    environment:\n      V: 1.10");

        result.Project!.Services["a"].Environment["V"].Should().Be("1.1");
        result.Diagnostics.Single().ToString().Should().Be(
            "compose.yaml(5,10): warning CN0212: YAML reads 1.10 as a value of its own, so \"V\" becomes \"1.1\". Put it in quotes to keep the text: \"1.10\".");
    }

    [Fact]
    public void Names_that_start_with_x_are_names_where_names_are_free()
    {
        ComposeProject project = Loaded.Project(
            "x-note: [1]\nservices:\n  x-a:\n    image: x\n    x-note: 1\n    labels: {x-l: v}\n    environment: {x-e: v}\n    networks: [x-n]\nnetworks: {x-n: {x-note: 1}}");

        ServiceDefinition service = project.Services["x-a"];
        service.Labels.Should().ContainKey("x-l");
        service.Environment.Should().ContainKey("x-e");
        project.Networks.Should().ContainKey("x-n");
    }

    [Fact]
    public void A_name_in_a_list_is_no_longer_than_a_key() =>
        Loaded.Lines($"services:\n  a:\n    image: x\n    environment: [\"{new string('N', 1024)}=1\", \"{new string('N', 1025)}=1\"]\n").Should()
            .Equal("compose.yaml(4,1049): error CN0022: The name is longer than 1024 characters. Shorten it.");

    [Fact]
    public void Labels_without_a_value_are_empty() =>
        Loaded.Service("labels: [a, b=c=d]").Labels.Should().Equal(new Dictionary<string, string> { ["a"] = "", ["b"] = "c=d" });

    [Theory]
    [InlineData("ports: [\"8080:80\"]")]
    [InlineData("ports: [{target: 80, published: 8080}]")]
    [InlineData("ports: [{target: \"80\", published: \"8080\", protocol: tcp}]")]
    [InlineData("ports: [\"8080:80/tcp\", {target: 80, published: 8080}]")]
    public void A_port_is_the_same_in_every_form_and_binds_once(string settings) =>
        Loaded.Service(settings).Ports.Should().Equal(new PortDefinition { Target = 80, Published = "8080" });

    [Fact]
    public void The_host_address_of_a_port_stays() =>
        Loaded.Service("ports: [\"127.0.0.1:8000-8001:80-81\", {target: 5, host_ip: 127.0.0.2}]").Ports.Select(port => port.HostIp)
            .Should().Equal("127.0.0.1", "127.0.0.1", "127.0.0.2");

    [Fact]
    public void Mounts_have_one_form()
    {
        ImmutableArray<MountDefinition> mounts = Loaded.Service(
            "volumes:\n- ./d:/d/:ro,z,rslave\n- v:/v:nocopy\n- /anonymous\n- ~/h:/h\n- {type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 01777}}\n- {type: bind, source: /b, target: /b, bind: {create_host_path: false}}",
            "volumes: {v: }").Mounts;

        mounts.Should().Equal(
            new BindMount("/p/d", "/d") { ReadOnly = true, SelinuxLabel = "z", Propagation = "rslave", CreateHostPathIsWritten = true, SettingsAreWritten = true },
            new VolumeMount("v", "/v") { NoCopy = true, SettingsAreWritten = true },
            new VolumeMount(null, "/anonymous"),
            new BindMount("/home/me/h", "/h") { CreateHostPathIsWritten = true, SettingsAreWritten = true },
            new TmpfsMount("/t") { Size = 1048576, Mode = 1023, SettingsAreWritten = true },
            new BindMount("/b", "/b") { CreateHostPath = false, CreateHostPathIsWritten = true, SettingsAreWritten = true });
    }

    [Theory]
    [InlineData("{test: echo hi}", "CMD-SHELL|echo hi", false)]
    [InlineData("{test: NONE}", "CMD-SHELL|NONE", false)]
    [InlineData("{test: [NONE]}", "NONE", true)]
    [InlineData("{test: [CMD, a, b]}", "CMD|a|b", false)]
    [InlineData("{disable: true}", "", true)]
    public void A_health_check_says_how_it_is_run(string healthcheck, string test, bool disabled)
    {
        HealthcheckDefinition definition = Loaded.Service($"healthcheck: {healthcheck}").Healthcheck!;

        string.Join('|', definition.Test).Should().Be(test);
        definition.Disabled.Should().Be(disabled);
    }

    [Fact]
    public void Dependencies_have_one_form() =>
        Loaded.Service("depends_on: [b]", "  b: {image: x}").DependsOn.Should().Equal(
            Loaded.Service("depends_on: {b: {condition: service_started, required: true}}", "  b: {image: x}").DependsOn);

    [Fact]
    public void Sharing_a_network_namespace_implies_a_dependency_that_restarts()
    {
        ServiceDefinition service = Loaded.Service("network_mode: service:b", "  b: {image: x}");

        service.NetworkMode.Should().Be(new NetworkMode.Service("b"));
        service.DependsOn["b"].Should().Be(new DependencyDefinition { Restart = true });
        service.Networks.Should().BeEmpty();
    }

    [Fact]
    public void An_explicit_dependency_is_not_changed_by_an_implied_one() =>
        Loaded.Service("network_mode: service:b\ndepends_on: {b: {condition: service_healthy}}", "  b: {image: x}").DependsOn["b"]
            .Should().Be(new DependencyDefinition { Condition = DependencyCondition.ServiceHealthy });

    [Theory]
    [InlineData("user: root", "default")]
    [InlineData("networks: []", "default")]
    [InlineData("networks: {n: }", "n")]
    [InlineData("networks: [n, default]", "default|n")]
    [InlineData("network_mode: host", "")]
    public void A_service_joins_the_default_network_only_where_it_names_no_other(string settings, string expected)
    {
        ComposeProject project = Loaded.Project($"services:\n  a:\n    image: x\n    {settings}\nnetworks: {{n: , unused: }}");

        string.Join('|', project.Services["a"].Networks.Keys).Should().Be(expected);
        project.Networks.Keys.Should().Equal(project.Services["a"].Networks.Keys);
    }

    [Fact]
    public void Names_on_the_engine_start_with_the_project_unless_the_file_says_otherwise()
    {
        ComposeProject project = Loaded.Project(
            "services: {a: {image: x, networks: [n, m, e], volumes: [\"vv:/v\", \"w:/w\", \"o:/o\"]}}\nnetworks: {n: , m: {name: mine}, e: {external: true}}\nvolumes: {vv: , w: {name: mine}, o: {external: {name: old}}}");

        project.Networks.Values.Select(network => network.Name).Should().Equal("e", "mine", "p_n");
        project.Volumes.Values.Select(volume => volume.Name).Should().Equal("old", "p_vv", "mine");
        project.Volumes["o"].External.Should().BeTrue();
    }

    [Fact]
    public void Text_from_a_variable_is_cast_where_a_number_is_needed()
    {
        ServiceDefinition service = Loaded.Service("scale: ${N:-3}\nhealthcheck: {retries: \"${R:-2}\", disable: \"${D:-no}\"}");

        service.Scale.Should().Be(3);
        service.Healthcheck!.Retries.Should().Be(2);
        service.Healthcheck.Disabled.Should().BeFalse();
    }
}
