using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class SeveralInputsTests
{
    private const string Shop = "services: {web: {image: \"shop:${TAG-none}\", volumes: [\"./a:/a\"]}}";
    private const string Over = "services: {web: {user: me, volumes: [\"./b:/b\"]}}";

    [Fact]
    public async Task Later_files_go_over_earlier_ones_and_the_first_gives_the_folder()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/a/shop.yaml", Shop), ("/p/b/over.yaml", Over)).LoadAsync(null, "a/shop.yaml", "b/over.yaml");

        result.Diagnostics.Should().BeEmpty();
        result.Project!.WorkingDirectory.Should().Be("/p/a");
        result.Project.Services["web"].User.Should().Be("me");
        result.Project.Services["web"].Mounts.Cast<BindMount>().Select(mount => mount.Source).Should().Equal("/p/a/a", "/p/a/b");
        result.Project.Files.Should().Equal("/p/a/shop.yaml", "/p/b/over.yaml");
    }

    [Theory]
    [InlineData("-", "a/shop.yaml")]
    [InlineData("a/shop.yaml", "-")]
    public async Task Standard_input_may_stand_among_files_and_gives_no_folder(string first, string second)
    {
        var files = new MemoryFiles("/p", ("/p/a/shop.yaml", Shop)) { StandardInput = Over };

        ComposeFileResult result = await files.LoadAsync(null, first, second);

        result.Diagnostics.Should().BeEmpty();
        result.Project!.WorkingDirectory.Should().Be("/p/a");
        result.Project.Services["web"].Should().BeEquivalentTo(new { Image = "shop:none", User = "me" });
    }

    [Fact]
    public async Task All_files_that_cannot_be_read_are_named_at_once()
    {
        ComposeFileResult result = await new MemoryFiles("/p", ("/p/a/shop.yaml", Shop)).LoadAsync(null, "a", "x.yaml", "a/shop.yaml", "oci://shop/app", "https://example.com/shop.git");

        result.Diagnostics.Select(diagnostic => $"{diagnostic.Span!.Value.Path} {diagnostic.Code}").Should().Equal(
            "a CN0002", "https://example.com/shop.git CN0015", "oci://shop/app CN0015", "x.yaml CN0001");
    }

    [Theory]
    [InlineData("a/shop.yaml:b/over.yaml", null)]
    [InlineData("a/shop.yaml;;b/over.yaml", ";")]
    [InlineData("a/shop.yaml@@b/over.yaml", "@@")]
    public async Task The_variable_COMPOSE_FILE_names_several_with_a_separator_between(string value, string? separator)
    {
        Assert.SkipUnless(Path.PathSeparator == ':', "The separator of this system is another one.");
        var files = new MemoryFiles("/p", ("/p/a/shop.yaml", Shop), ("/p/b/over.yaml", Over)) { Variables = { ["COMPOSE_FILE"] = value } };
        if (separator is not null)
        {
            files.Variables["COMPOSE_PATH_SEPARATOR"] = separator;
        }

        (await files.LoadAsync()).Project!.Files.Should().Equal("/p/a/shop.yaml", "/p/b/over.yaml");
    }

    [Fact]
    public async Task The_tools_variables_may_stand_in_the_env_file_of_the_current_folder()
    {
        var files = new MemoryFiles(
            "/p",
            ("/p/.env", "COMPOSE_FILE=a/shop.yaml\nCOMPOSE_PROJECT_NAME=mine\nCOMPOSE_PROFILES=x\nTAG=here"),
            ("/p/a/.env", "TAG=there\nOTHER=there"),
            ("/p/a/shop.yaml", "services: {web: {image: \"shop:$TAG-$OTHER\", profiles: [x]}}"));

        ComposeFileResult result = await files.LoadAsync();

        result.Project!.Name.Should().Be("mine");
        result.Project.Services["web"].Image.Should().Be("shop:here-there", "the current folder's env file wins over that of the project folder");
    }

    [Fact]
    public async Task The_environment_wins_over_env_files_and_later_ones_over_earlier()
    {
        var files = new MemoryFiles("/p", ("/p/1.env", "A=1\nB=1\nC=1"), ("/p/2.env", "B=2\nC=2"), ("/p/.env", "D=never"), ("/p/compose.yaml", "services: {web: {image: \"$A$B$C${D-}\"}}"))
        {
            Variables = { ["C"] = "0", ["COMPOSE_ENV_FILES"] = "1.env, 2.env" },
        };

        (await files.LoadAsync()).Project!.Services["web"].Image.Should().Be("120");
    }

    [Theory]
    [InlineData("true", "none")]
    [InlineData("1", "none")]
    [InlineData("false", "file")]
    [InlineData("", "file")]
    public async Task The_default_env_file_can_be_turned_off(string off, string expected)
    {
        var files = new MemoryFiles("/p", ("/p/.env", "TAG=file"), ("/p/compose.yaml", Shop)) { Variables = { ["COMPOSE_DISABLE_ENV_FILE"] = off } };

        (await files.LoadAsync()).Project!.Services["web"].Image.Should().Be($"shop:{expected}");
    }

    [Fact]
    public async Task Env_files_that_are_named_must_be_there()
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", Shop));

        ComposeFileResult result = await files.LoadAsync(new ComposeFileOptions { EnvironmentFiles = ["no.env", "/"] });

        result.Diagnostics.Select(diagnostic => diagnostic.ToString()).Should().Equal(
            "/(1,1): error CN0001: The env file does not exist. Check its name and the current folder.",
            "no.env(1,1): error CN0001: The env file does not exist. Check its name and the current folder.");
    }
}
