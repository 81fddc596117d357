using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class DiscoveryTests
{
    private const string Shop = "services: {web: {image: shop}}";
    private const string Other = "services: {web: {image: other}}";

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("compose.yml")]
    [InlineData("docker-compose.yml")]
    [InlineData("docker-compose.yaml")]
    public async Task A_file_of_each_usual_name_is_found(string name)
    {
        ComposeFileResult result = await new MemoryFiles("/p/shop", ($"/p/shop/{name}", Shop)).LoadAsync();

        result.Diagnostics.Should().BeEmpty();
        result.Project!.Files.Should().Equal($"/p/shop/{name}");
        result.Project.Name.Should().Be("shop");
    }

    [Fact]
    public async Task A_file_of_a_parent_folder_is_found_and_named_from_here()
    {
        ComposeFileResult result = await new MemoryFiles("/p/shop/src/web", ("/p/shop/compose.yaml", "services: {web: {imag: x}}")).LoadAsync();

        result.Diagnostics[0].ToString().Should().StartWith("../../compose.yaml(1,");
    }

    [Fact]
    public async Task Of_several_files_the_first_is_used_with_a_warning()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/compose.yaml", Shop), ("/p/docker-compose.yml", Other)).LoadAsync();

        result.Diagnostics.Single().ToString().Should().Be(
            "compose.yaml(1,1): warning CN0017: There are several compose files: compose.yaml, docker-compose.yml. The first one is used; name the one you mean.");
        result.Project!.Services["web"].Image.Should().Be("shop");
    }

    [Theory]
    [InlineData("compose.override.yml")]
    [InlineData("compose.override.yaml")]
    [InlineData("docker-compose.override.yml")]
    [InlineData("docker-compose.override.yaml")]
    public async Task An_override_file_beside_it_is_merged_over_it(string name)
    {
        ComposeFileResult result = await new MemoryFiles("/p/sub", ("/p/compose.yaml", Shop), ($"/p/{name}", "services: {web: {user: me}}")).LoadAsync();

        result.Diagnostics.Should().BeEmpty();
        result.Project!.Services["web"].Should().BeEquivalentTo(new { Image = "shop", User = "me" });
        result.Project.Files.Should().Equal("/p/compose.yaml", $"/p/{name}");
    }

    [Fact]
    public async Task Of_several_override_files_the_first_is_used_with_a_warning()
    {
        ComposeFileResult result = await new MemoryFiles(
            "/p", ("/p/compose.yaml", Shop), ("/p/compose.override.yml", Other), ("/p/docker-compose.override.yml", Shop)).LoadAsync();

        result.Diagnostics.Single().ToString().Should().Be(
            "compose.override.yml(1,1): warning CN0017: There are several override files: compose.override.yml, docker-compose.override.yml. The first one is used; name the one you mean.");
        result.Project!.Services["web"].Image.Should().Be("other");
    }

    [Fact]
    public async Task An_override_file_is_not_looked_for_when_a_file_is_named()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/compose.yaml", Shop), ("/p/compose.override.yml", Other)).LoadAsync(null, "compose.yaml");

        result.Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Where_there_is_no_file_the_names_are_told()
    {
        ComposeFileResult result = await new MemoryFiles("/p").LoadAsync();

        result.Diagnostics.Single().ToString().Should().StartWith("error CN0016: There is no compose file in \"/p\" or a folder above it.");
    }

    [Theory]
    [InlineData("/p/a/compose.yaml")]
    [InlineData("a/compose.yaml")]
    public async Task A_named_file_gives_the_project_folder(string path)
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/a/compose.yaml", Shop)).LoadAsync(null, path);

        result.Project!.WorkingDirectory.Should().Be("/p/a");
        result.Project.Name.Should().Be("a");
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_told_apart()
    {
        var files = new MemoryFiles("/p", ("/p/a/compose.yaml", Shop));

        (await files.LoadAsync(null, "x.yaml")).Diagnostics.Single().ToString().Should().StartWith("x.yaml(1,1): error CN0001:");
        (await files.LoadAsync(null, "a")).Diagnostics.Single().ToString().Should().Be("a(1,1): error CN0002: The compose file cannot be read. It is a folder. Name a file in it.");
    }

    [Fact]
    public async Task A_dash_is_standard_input()
    {
        ComposeFileResult result = await new MemoryFiles("/p") { StandardInput = "services: {web: {imag: x}}" }.LoadAsync(null, "-");

        result.Diagnostics[0].ToString().Should().StartWith("-(1,");
    }

    [Fact]
    public async Task The_variable_COMPOSE_FILE_names_the_file()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/a/x.yaml", Shop)) { Variables = { ["COMPOSE_FILE"] = "a/x.yaml" } }.LoadAsync();

        result.Project!.Files.Should().Equal("/p/a/x.yaml");
    }

    [Fact]
    public async Task Names_that_no_file_can_have_are_reported_and_not_thrown()
    {
        var files = new MemoryFiles("/p");

        (await files.LoadAsync(null, "")).Succeeded.Should().BeFalse();
        (await ComposeFile.TryLoadAsync(["a\0b"], cancellationToken: TestContext.Current.CancellationToken)).Succeeded.Should().BeFalse();
    }
}
