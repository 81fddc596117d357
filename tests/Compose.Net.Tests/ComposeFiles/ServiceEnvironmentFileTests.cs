using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>The files that services take variables and labels from.</summary>
public sealed class ServiceEnvironmentFileTests
{
    [Fact]
    public async Task A_later_file_wins_and_the_service_itself_over_all()
    {
        ServiceDefinition service = await ServiceAsync(
            "env_file: [a.env, {path: b.env}]\nenvironment: {OWN: own, NONE: , SET: }",
            ("a.env", "ONE=a\nTWO=a\nOWN=file\nNONE=file\nSET=file\nMIX=${SET}-${OWN}-${ONE}"),
            ("b.env", "TWO=b"));

        service.Environment.Should().Equal(new Dictionary<string, string?>
        {
            ["MIX"] = "value-own-a",
            ["NONE"] = null,
            ["ONE"] = "a",
            ["OWN"] = "own",
            ["SET"] = "value",
            ["TWO"] = "b",
        });
        service.EnvironmentFiles.Should().BeEmpty();
    }

    [Fact]
    public async Task Only_line_feeds_end_a_line_and_control_characters_are_text()
    {
        ServiceDefinition service = await ServiceAsync("env_file: a.env", ("a.env", "A=1\u2028B=2\nC=3\r\nD=\"\u001b[31m\"\nE=4\u0085F=5\n"));

        service.Environment.Should().Equal(new Dictionary<string, string?> { ["A"] = "1\u2028B=2", ["C"] = "3", ["D"] = "\u001b[31m", ["E"] = "4\u0085F=5" });
    }

    [Fact]
    public async Task A_raw_file_is_taken_as_it_is()
    {
        ServiceDefinition service = await ServiceAsync(
            "env_file: [{path: a.env, format: raw}]",
            ("a.env", "# note\nQ=\"q\" # c\nV=$SET\r\n  T= 1 \nSET\nUNSET\nE="));

        service.Environment.Should().Equal(new Dictionary<string, string?> { ["E"] = "", ["Q"] = "\"q\" # c", ["SET"] = "value", ["T"] = " 1 ", ["V"] = "$SET" });
    }

    [Fact]
    public async Task A_name_alone_takes_the_value_of_the_environment_where_there_is_one() =>
        (await ServiceAsync("env_file: a.env", ("a.env", "SET\nUNSET\n"))).Environment
            .Should().Equal(new Dictionary<string, string?> { ["SET"] = "value" });

    [Fact]
    public async Task Labels_of_a_file_give_way_to_those_of_the_service()
    {
        ServiceDefinition service = await ServiceAsync("label_file: [a.lab, b.lab]\nlabels: [L1=own]", ("a.lab", "L1=a\nL2=a\n"), ("b.lab", "L2=b-${L2}\n"));

        service.Labels.Should().Equal(new Dictionary<string, string> { ["L1"] = "own", ["L2"] = "b-a" });
    }

    [Fact]
    public async Task A_label_of_a_file_is_made_of_labels_and_of_those_of_an_earlier_file_first() =>
        (await SeveralFiles.ProjectAsync(
            ("compose.yaml", "services:\n  web: {image: x, label_file: [a.label, b.label]}\n"),
            ("a.label", "a=1\n"),
            ("b.label", "a=2\nb=${a}\nc=${b}\nd=${SET:-}\n"))).Services["web"].Labels.Should()
                .Equal(new Dictionary<string, string> { ["a"] = "2", ["b"] = "1", ["c"] = "1", ["d"] = "" });

    [Fact]
    public async Task A_missing_file_is_reported_where_it_is_named_unless_it_may_be_missing() =>
        (await SeveralFiles.LinesAsync(("compose.yaml", "services:\n  web:\n    image: x\n    env_file: [gone.env, {path: maybe.env, required: false}]\n    label_file: gone.lab\n")))
            .Should().Equal(
                "compose.yaml(4,16): error CN0001: The env file \"/p/gone.env\" of service \"web\" does not exist. Make it, or write \"required: false\" beside its path.",
                "compose.yaml(5,17): error CN0001: The label file \"/p/gone.lab\" of service \"web\" does not exist. Make it, or remove it here.");

    [Fact]
    public async Task What_is_wrong_in_a_file_is_reported_there() =>
        (await SeveralFiles.LinesAsync(
            ("compose.yaml", "services:\n  web:\n    image: x\n    env_file: [a.env, {path: b.env, format: raw}]\n"),
            ("a.env", "A=1\nB C=2\n"),
            ("b.env", "A=1\n  B C=2\n=3\n")))
            .Should().Equal(
                "a.env(2,1): error CN0021: \"B C\" is no name of a variable. Write NAME=value, with letters, digits and \"_\" in the name.",
                "b.env(2,3): error CN0021: \"B C\" is no name of a variable. Write NAME=value, without blanks in the name.",
                "b.env(3,1): error CN0021: \"\" is no name of a variable. Write NAME=value, without blanks in the name.");

    [Fact]
    public async Task Files_of_services_that_are_not_enabled_are_not_read() =>
        (await SeveralFiles.ProjectAsync(("compose.yaml", "services: {web: {image: x}, off: {image: x, profiles: [p], env_file: gone.env}}")))
            .DisabledServices["off"].EnvironmentFiles.Should().Equal(new EnvironmentFileReference("/p/gone.env"));

    private static async Task<ServiceDefinition> ServiceAsync(string settings, params (string Path, string Text)[] files) =>
        (await SeveralFiles.ProjectAsync([("compose.yaml", $"services:\n  a:\n    image: x\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}\n"), .. files])).Services["a"];
}
