using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class PathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_empty_path_is_the_project_folder()
    {
        ComposeProject project = Loaded.Project("""
            services:
              web:
                image: x
                volumes: [{type: bind, source: "", target: /a}, "data:/data"]
                secrets: [s]
                configs: [c]
            volumes: {data: {driver: local, driver_opts: {o: bind, type: none, device: ""}}}
            secrets: {s: {file: ""}}
            configs: {c: {file: ""}}
            """);

        ((BindMount)project.Services["web"].Mounts[0]).Source.Should().Be("/p");
        project.Volumes["data"].DriverOptions["device"].Should().Be("/p");
        project.Secrets["s"].File.Should().Be("/p");
        project.Configs["c"].File.Should().Be("/p");
    }

    [Theory]
    [InlineData("/home/me", null, "/home/me/x")]
    [InlineData("me", null, "/p/~/x")]
    [InlineData("me", "/users/me", "/users/me/x")]
    [InlineData(null, "/users/me", "/users/me/x")]
    [InlineData("/h\0me", null, "/p/~/x")]
    [InlineData(null, null, "/p/~/x")]
    public async Task The_home_of_a_path_is_a_whole_path_that_a_variable_names(string? home, string? profile, string expected)
    {
        var files = new MemoryFiles("/p", ("/p/compose.yaml", "services: {web: {image: x, volumes: [{type: bind, source: ~/x, target: /x}]}}"));
        files.Variables.Clear();
        foreach ((string name, string? value) in new[] { ("HOME", home), ("USERPROFILE", profile) })
        {
            if (value is not null)
            {
                files.Variables[name] = value;
            }
        }

        ((BindMount)(await files.LoadAsync(new ComposeFileOptions())).Project!.Services["web"].Mounts[0]).Source.Should().Be(expected);
    }

    [Fact]
    public async Task A_link_that_leads_in_a_circle_is_no_file()
    {
        string file = Path.Combine(_folder, "compose.yaml");
        await File.WriteAllTextAsync(file, "services: {web: {image: x}}\n", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_folder, ".env"), ".env");
        (await ComposeFile.LoadAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Services.Should().ContainKey("web");

        File.Delete(file);
        File.CreateSymbolicLink(file, "compose.yaml");
        (await ComposeFile.TryLoadAsync([file], cancellationToken: TestContext.Current.CancellationToken)).Diagnostics.Should().ContainSingle().Which.Severity.Should().Be(Compose.Net.Diagnostics.DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task A_link_to_no_file_is_no_env_file()
    {
        string file = Path.Combine(_folder, "compose.yaml");
        await File.WriteAllTextAsync(file, "services: {web: {image: \"x:${TAG:-none}\"}}\n", TestContext.Current.CancellationToken);
        string target = Path.Combine(_folder, "real.env");
        File.CreateSymbolicLink(Path.Combine(_folder, ".env"), "real.env");
        (await ComposeFile.LoadAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Services["web"].Image.Should().Be("x:none");

        await File.WriteAllTextAsync(target, "TAG=7\n", TestContext.Current.CancellationToken);
        (await ComposeFile.LoadAsync(file, cancellationToken: TestContext.Current.CancellationToken)).Services["web"].Image.Should().Be("x:7");
    }
}
