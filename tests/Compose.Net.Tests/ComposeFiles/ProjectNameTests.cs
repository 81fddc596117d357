using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class ProjectNameTests
{
    private const string Named = "name: ${N:-Of File}\nservices: {web: {image: \"$COMPOSE_PROJECT_NAME\"}}";
    private const string Nameless = "services: {web: {image: x}}";

    [Theory]
    [InlineData("given", "variable", Named, "given")]
    [InlineData(null, "variable", Named, "variable")]
    [InlineData(null, null, Named, "offile")]
    [InlineData(null, "", Nameless, "my_app-2")]
    public async Task The_name_comes_from_the_nearest_source(string? given, string? variable, string text, string expected)
    {
        var files = new MemoryFiles("/p/_My_App-2!", ("/p/_My_App-2!/compose.yaml", text));
        if (variable is not null)
        {
            files.Variables["COMPOSE_PROJECT_NAME"] = variable;
        }

        ComposeFileResult result = await files.LoadAsync(new ComposeFileOptions { ProjectName = given });

        result.Project!.Name.Should().Be(expected);
        result.Project.Networks["default"].Name.Should().Be(expected + "_default");
        if (text == Named)
        {
            result.Project.Services["web"].Image.Should().Be(expected);
        }
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("-shop")]
    [InlineData("my shop")]
    public async Task A_given_name_must_be_right_as_it_is(string name)
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/compose.yaml", Nameless)).LoadAsync(new ComposeFileOptions { ProjectName = name });

        result.Diagnostics.Single().ToString().Should().StartWith($"error CN0101: The project name \"{name}\" cannot be used.");
    }

    [Fact]
    public async Task A_name_that_a_variable_leaves_empty_is_an_error()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/compose.yaml", "name: ${NAME_OF_IT}\n" + Nameless)).LoadAsync();

        result.Project.Should().BeNull();
        result.Diagnostics.Select(diagnostic => diagnostic.ToString()).Should().ContainSingle(line => line.StartsWith("compose.yaml(1,7): error CN0101: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_of_which_nothing_is_left_is_an_error()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/compose.yaml", "name: \"__\"\n" + Nameless)).LoadAsync();

        result.Diagnostics.Single().ToString().Should().StartWith("compose.yaml(1,7): error CN0101: No project name can be made of \"__\".");
    }
}
