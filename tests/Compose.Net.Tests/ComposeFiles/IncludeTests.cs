using Compose.Net.Model;
using FluentAssertions;
using Xunit;
using static Compose.Net.Tests.ComposeFiles.SeveralFiles;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class IncludeTests
{
    [Fact]
    public async Task An_included_file_brings_its_services_networks_and_volumes()
    {
        ComposeProject project = await ProjectAsync(
            ("compose.yaml", "include: [db/compose.yaml]\nservices:\n  web: {image: x, depends_on: [db]}\n"),
            ("db/compose.yaml", "name: other\nx-note: 1\nservices:\n  db: {image: y, volumes: [\"data:/d\", \"./init:/init\"], networks: [back]}\nnetworks: {back: }\nvolumes: {data: }\n"));

        project.Name.Should().Be("p");
        project.Services.Keys.Should().Equal("db", "web");
        project.Networks.Keys.Should().Equal("back", "default");
        project.Volumes["data"].Name.Should().Be("p_data");
        ((BindMount)project.Services["db"].Mounts[1]).Source.Should().Be("/p/db/init");
        ComposeFile.ToJson(project).Should().NotContain("x-note");
    }

    [Fact]
    public async Task A_list_without_items_includes_nothing() =>
        (await ProjectAsync(("compose.yaml", "include:\n#  - a.yaml\nservices:\n  web: {image: x}\n"))).Services.Keys.Should().Equal("web");

    [Fact]
    public async Task A_name_that_two_files_define_in_different_ways_is_a_conflict() =>
        (await LinesAsync(
            ("compose.yaml", "include: [a.yaml, b.yaml]\nservices:\n  web: {image: own}\nnetworks: {n: }\n"),
            ("a.yaml", "services:\n  web: {image: a}\n  db: {image: a}\nnetworks: {n: }\n"),
            ("b.yaml", "services:\n  db: {image: b}\nnetworks: {n: }\n"))).Should().Equal(
                "a.yaml(3,3): error CN0034: \"db\" of \"services\" is defined in b.yaml(2,3) too, which is included in line 1, and in another way. Change it by an override file: include: [{path: [b.yaml, FILE]}].",
                "compose.yaml(3,3): error CN0034: \"web\" of \"services\" is defined in a.yaml(2,3) too, which is included in line 1, and in another way. Change it by an override file: include: [{path: [a.yaml, FILE]}].");

    [Fact]
    public async Task Two_included_files_may_include_the_same_third_one() =>
        (await ProjectAsync(
            ("compose.yaml", "include: [a.yaml, b.yaml]\n"),
            ("a.yaml", "include: [c.yaml]\nservices: {a: {image: x, depends_on: [c]}}\n"),
            ("b.yaml", "include: [c.yaml]\nservices: {b: {image: x, depends_on: [c]}}\n"),
            ("c.yaml", "services:\n  c: {image: x, volumes: [\"./d:/d\"], ports: [\"80\"]}\n"))).Services.Keys.Should().Equal("a", "b", "c");

    [Fact]
    public async Task The_default_network_of_an_included_file_is_the_one_of_the_project() =>
        (await ProjectAsync(
            ("compose.yaml", "include: [net.yaml]\nservices:\n  web: {image: x}\n"),
            ("net.yaml", "networks: {default: {internal: true}}\n"))).Networks["default"].Internal.Should().BeTrue();

    [Theory]
    [InlineData("include: [{path: sub/a.yaml}]", "/p/sub/x")]
    [InlineData("include: [{path: [sub/a.yaml, over.yaml]}]", "/p/sub/y")]
    [InlineData("include: [{path: sub/a.yaml, project_directory: other}]", "/p/other/x")]
    public async Task Paths_start_from_the_folder_of_the_first_included_file_or_the_one_given(string include, string expected) =>
        ((BindMount)(await ProjectAsync(
            ("compose.yaml", include),
            ("sub/a.yaml", "services:\n  a: {image: x, volumes: [\"./x:/x\"]}\n"),
            ("over.yaml", "services:\n  a: {volumes: [\"./y:/x\"]}\n"))).Services["a"].Mounts.Single()).Source.Should().Be(expected);

    [Theory]
    [InlineData("include: [sub/a.yaml]", "value own default")]
    [InlineData("include: [{path: sub/a.yaml, env_file: [one.env, two.env]}]", "value two one")]
    [InlineData("include: [{path: sub/a.yaml, env_file: /dev/null}]", "value  default")]
    public async Task Variables_come_from_the_including_file_first_then_from_the_env_files_of_the_include(string include, string expected) =>
        (await ProjectAsync(
            ("compose.yaml", include),
            ("sub/a.yaml", "services:\n  a: {image: x, user: \"${SET} ${OWN} ${MORE:-default}\"}\n"),
            ("sub/.env", "SET=no\nOWN=own\n"),
            ("one.env", "OWN=one\nMORE=one\n"),
            ("two.env", "OWN=two\n"))).Services["a"].User.Should().Be(expected);

    [Theory]
    [InlineData("environment: [OWN]")]
    [InlineData("environment: {OWN: }")]
    public async Task A_variable_without_a_value_is_filled_from_the_included_files_own_environment(string environment) =>
        (await ProjectAsync(
            ("compose.yaml", "include: [sub/a.yaml]\nservices:\n  b: {image: x, environment: [OWN]}\n"),
            ("sub/a.yaml", $"services:\n  a:\n    image: x\n    {environment}\n"),
            ("sub/.env", "OWN=own\n"))).Services.Select(service => service.Value.Environment["OWN"]).Should().Equal("own", null);

    [Fact]
    public async Task Included_files_include_others_and_services_extend_included_ones() =>
        (await ProjectAsync(
            ("compose.yaml", "include: [one/a.yaml]\nservices:\n  mine: {extends: deep, user: me}\n"),
            ("one/a.yaml", "include: [../two/b.yaml]\n"),
            ("two/b.yaml", "services:\n  deep: {image: x, user: root, working_dir: /w}\n"))).Services["mine"].Should().BeEquivalentTo(new { Image = "x", User = "me", WorkingDirectory = "/w" });

    [Fact]
    public async Task What_a_later_document_resets_is_taken_out_of_the_included_files() =>
        (await ProjectAsync(
            ("compose.yaml", "include: [a.yaml]\n---\nservices:\n  a: {ports: !reset [], environment: !override {B: own}}\n"),
            ("a.yaml", "services:\n  a: {image: x, ports: [\"80:80\"], environment: {A: a}}\n"))).Services["a"].Should().BeEquivalentTo(new
            {
                Ports = Array.Empty<object>(),
                Environment = new Dictionary<string, string?> { ["B"] = "own" },
            });

    [Fact]
    public async Task An_unknown_key_of_an_include_is_ignored_with_a_warning() =>
        (await LinesAsync(("compose.yaml", "include: [{path: a.yaml, env_fil: x}]\n"), ("a.yaml", "services: {a: {image: x}}\n"))).Should().Equal(
            "compose.yaml(1,26): warning CN0201: \"env_fil\" is not a key of an include and is ignored. Did you mean \"env_file\"?");

    [Fact]
    public async Task Includes_without_end_are_refused()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 40).Select(i => ($"f{i}.yaml", $"include: [f{i + 1}.yaml]\n")), ("f40.yaml", "services: {a: {image: x}}\n")];

        (await LinesAsync(files)).Should().Equal("f32.yaml(1,11): error CN0023: Files include each other in a row of more than 32. Include this one directly.");
    }

    [Fact]
    public async Task An_included_file_may_be_empty() =>
        (await ProjectAsync(("compose.yaml", "include: [a.yaml]\nservices: {a: {image: x}}\n"), ("a.yaml", "# nothing yet\n"))).Services.Should().ContainKey("a");

    [Fact]
    public async Task What_is_wrong_in_an_included_file_is_reported_there() =>
        (await LinesAsync(
            ("compose.yaml", "include: [sub/a.yaml]\nservices:\n  b: {image: x, depends_on: [a]}\n"),
            ("sub/a.yaml", "services:\n  a:\n    image: x\n    networks: [bck]\n    zzz: 1\nnetworks: {back: }\n"))).Should().Equal(
                "sub/a.yaml(4,16): error CN0104: Network \"bck\" is not defined. Did you mean \"back\"? Defined networks: back, default.",
                "sub/a.yaml(5,5): error CN0201: \"zzz\" is not a key of a service. Remove it, or start it with \"x-\" if it is a note of your own.");

    [Fact]
    public async Task A_file_that_was_given_may_be_included_by_another_one_that_was_given()
    {
        var files = new MemoryFiles("/p", ("/p/common.yaml", "services: {db: {image: y}}"), ("/p/compose.yaml", "include: [common.yaml]\nservices: {web: {image: x}}"));

        ComposeFileResult result = await files.LoadAsync(null, "common.yaml", "compose.yaml");

        result.Diagnostics.Should().BeEmpty();
        result.Project!.Services.Keys.Should().Equal("db", "web");
    }

    [Fact]
    public async Task A_circle_through_several_files_that_were_given_is_found()
    {
        var files = new MemoryFiles("/p", ("/p/a.yaml", "include: [b.yaml]"), ("/p/b.yaml", "include: [a.yaml]"));

        ComposeFileResult result = await files.LoadAsync(null, "a.yaml", "b.yaml");

        result.Diagnostics.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.Code == "CN0030");
    }

    [Fact]
    public async Task Files_that_include_each_other_are_named_as_a_circle() =>
        (await LinesAsync(("a.yaml", "include: [b.yaml]\n"), ("b.yaml", "include: [a.yaml]\n"))).Should().Equal(
            "b.yaml(1,11): error CN0030: The files include each other in a circle: a.yaml -> b.yaml -> a.yaml. Remove one of these includes.");

    [Fact]
    public async Task A_file_or_an_env_file_that_is_missing_is_reported_where_it_is_named() =>
        (await LinesAsync(
            ("compose.yaml", "include:\n  - gone.yaml\n  - {path: a.yaml, env_file: gone.env}\n  - {env_file: x}\n"),
            ("a.yaml", "services: {a: {image: x}}\n"))).Should().Equal(
                "compose.yaml(2,5): error CN0001: The included file \"gone.yaml\" does not exist: there is no file \"/p/gone.yaml\". Check the path.",
                "compose.yaml(3,30): error CN0001: The env file \"gone.env\" does not exist: there is no file \"/p/gone.env\". Check the path.",
                "compose.yaml(4,5): error CN0204: The key \"path\" is missing: an include must have it.");

    [Fact]
    public async Task Files_that_double_at_each_level_are_refused()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 20).Select(i => ($"f{i}.yaml", $"include: [f{i + 1}.yaml, f{i + 1}.yaml]\n")), ("f20.yaml", "services: {a: {image: x}}\n")];

        string[] lines = await LinesAsync(files);

        lines.Should().NotBeEmpty().And.OnlyContain(line => line.Contains("CN0032", StringComparison.Ordinal));
    }
}
