using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Syntax;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class VariableTests
{
    private const string Shop = "services: {web: {image: \"${X-unset}\"}}";

    [Fact]
    public async Task The_environment_wins_over_the_env_file()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop), ("/p/.env", "X=file"));
        (await Image(files)).Should().Be("file");

        files.Variables["X"] = "environment";
        (await Image(files)).Should().Be("environment");
    }

    [Fact]
    public async Task Variables_that_hold_each_other_many_times_come_to_an_end()
    {
        string file = "A=xxxxxxxxxx\n" + string.Join('\n', Enumerable.Range('B', 9).Select(letter => $"{(char)letter}={string.Concat(Enumerable.Repeat($"$" + (char)(letter - 1), 10))}"));
        var growing = new MemoryFiles("/p", ("/p/compose.yaml", "services: {web: {image: x, command: $J}}"), ("/p/.env", file));
        var repeated = new MemoryFiles("/p", ("/p/compose.yaml", $"services: {{web: {{image: x, command: \"{string.Concat(Enumerable.Repeat("$LONG", 200))}\"}}}}")) { Variables = { ["LONG"] = new string('x', 100_000) } };

        foreach (MemoryFiles files in new[] { growing, repeated })
        {
            (await files.LoadAsync(new ComposeFileOptions())).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().ContainSingle()
                .Which.Message.Should().StartWith("Variables come to more than 16777216 characters up to here.");
        }
    }

    [Fact]
    public async Task A_later_env_file_wins_and_named_ones_replace_the_default()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop), ("/p/.env", "X=default"), ("/p/a.env", "X=a"), ("/p/b.env", "X=b"));

        (await Image(files, new ComposeFileOptions { EnvironmentFiles = ["a.env", "b.env"] })).Should().Be("b");
        (await Image(files, new ComposeFileOptions { EnvironmentFiles = ["b.env", "a.env"] })).Should().Be("a");
    }

    [Fact]
    public async Task The_env_files_of_the_current_and_of_the_project_folder_are_both_read()
    {
        var files = new MemoryFiles("/p/src", ("/p/compose.yaml", "services: {web: {image: \"$X-$Y\"}}"), ("/p/.env", "X=project\nY=project"), ("/p/src/.env", "X=here"));

        (await Image(files)).Should().Be("here-project");
    }

    [Fact]
    public async Task A_missing_env_file_is_an_error()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop));

        ComposeFileResult result = await files.LoadAsync(new ComposeFileOptions { EnvironmentFiles = ["no.env"] });

        result.Diagnostics.Single().ToString().Should().Be("no.env(1,1): error CN0001: The env file does not exist. Check its name and the current folder.");
    }

    [Fact]
    public async Task The_default_env_file_can_be_switched_off()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop), ("/p/.env", "X=file")) { Variables = { ["COMPOSE_DISABLE_ENV_FILE"] = "true" } };

        (await Image(files)).Should().Be("unset");
    }

    [Fact]
    public async Task Given_variables_replace_those_of_the_process()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop)) { Variables = { ["X"] = "process" } };

        (await Image(files, new ComposeFileOptions { Environment = ImmutableSortedDictionary<string, string>.Empty.Add("X", "given") })).Should().Be("given");
        (await Image(files, new ComposeFileOptions { Environment = ImmutableSortedDictionary<string, string>.Empty })).Should().Be("unset");
    }

    [Theory]
    [InlineData("X=1", "1")]
    [InlineData("X=\"C:\\config\"", "C:\\config")]
    [InlineData("X = 1", "1")]
    [InlineData("export X=1", "1")]
    [InlineData("X: 1", "1")]
    [InlineData("X=a b # c", "a b")]
    [InlineData("X=a#b", "a#b")]
    [InlineData("X=\"a # b\" # c", "a # b")]
    [InlineData("X='a $S b'", "a $S b")]
    [InlineData("X='it\\'s'", "it's")]
    [InlineData("S=1\nX=\"$S x\"", "1 x")]
    [InlineData("S=1\nX=${S}y", "1y")]
    [InlineData("X=$H", "home")]
    [InlineData("X=\"a\\nb\"", "a\nb")]
    [InlineData("X=\"a\\$S\"", "a$S")]
    [InlineData("X=\"multi\nline\"", "multi\nline")]
    [InlineData("X=", "")]
    [InlineData("X=1\r\nY=2\r\n", "1")]
    [InlineData("\uFEFFX=1", "1")]
    [InlineData("# c\n\nX=1", "1")]
    [InlineData("X=1\nX=2", "2")]
    [InlineData("X==1", "=1")]
    [InlineData("X=\"\\0101\"", "A")]
    public void A_line_of_an_env_file_gives_a_value(string text, string expected)
    {
        (Dictionary<string, string> found, string[] lines) = Read(text);

        lines.Should().BeEmpty();
        found["X"].Should().Be(expected);
    }

    [Theory]
    [InlineData("A=1\nX Y=1", ".env(2,1): error CN0021: \"X Y\" is no name of a variable. Write NAME=value, with letters, digits and \"_\" in the name.")]
    [InlineData("A=1\n\nX=\"open", ".env(3,3): error CN0021: The quote of \"X\" is not closed. Close it, or remove it.")]
    [InlineData("X=${S:?no}", ".env(1,3): error CN0019: The required variable \"S\" has no value: no. Set it in the environment or in an env file.")]
    [InlineData("!=1\n=2", ".env(1,1): error CN0021: \"!\" is no name of a variable. Write NAME=value, with letters, digits and \"_\" in the name.", ".env(2,1): error CN0021: \"\" is no name of a variable. Write NAME=value, with letters, digits and \"_\" in the name.")]
    public void What_is_wrong_in_an_env_file_is_reported_with_its_line(string text, params string[] expected) => Read(text).Lines.Should().Equal(expected);

    private static (Dictionary<string, string> Found, string[] Lines) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var found = new Dictionary<string, string>();
        new EnvironmentFile(SourceText.Create(".env", text, diagnostics, ComposeLimits.Default)!, new Dictionary<string, string> { ["H"] = "home" }, found, diagnostics).Read();
        return (found, [.. diagnostics.Sorted().Select(diagnostic => diagnostic.ToString())]);
    }

    private static async Task<string> Image(MemoryFiles files, ComposeFileOptions? options = null) =>
        (await files.LoadAsync(options)).Project!.Services["web"].Image ?? "none";
}
