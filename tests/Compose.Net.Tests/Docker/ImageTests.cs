using System.Text;
using System.Text.Json;
using Compose.Net.Docker.Calls;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Tests.Docker;

public sealed class ImageTests
{
    [Theory]
    [InlineData("busybox", "docker.io", "busybox", "latest")]
    [InlineData("busybox:1.36", "docker.io", "busybox", "1.36")]
    [InlineData("library/busybox:1.36", "docker.io", "library/busybox", "1.36")]
    [InlineData("localhost/busybox", "localhost", "localhost/busybox", "latest")]
    [InlineData("127.0.0.1:5000/busybox", "127.0.0.1:5000", "127.0.0.1:5000/busybox", "latest")]
    [InlineData("registry.local:5000/a/b:c", "registry.local:5000", "registry.local:5000/a/b", "c")]
    [InlineData("busybox:1@sha256:abc", "docker.io", "busybox", "sha256:abc")]
    public void A_reference_is_taken_apart(string text, string registry, string name, string tag)
    {
        ImageReference.Parse(text).Should().Be(new ImageReference(registry, name, tag));
    }

    [Fact]
    public async Task The_stored_login_of_the_registry_is_used()
    {
        RegistryLogins logins = Logins($$$"""
            {"auths":{
              "https://index.docker.io/v1/":{"auth":"{{{Base64("me:se:cret")}}}"},
              "https://old.local/v2/":{"auth":"{{{Base64("old:secret")}}}"},
              "registry.local:5000":{"identitytoken":"token"},
              "empty.local":{},
              "odd.local":{"auth":"!"} } }
            """);

        (await logins.FindAsync("docker.io", Cancelled)).Login.Should().BeEquivalentTo(new { User = "me", Password = "se:cret", Server = "https://index.docker.io/v1/" });
        (await logins.FindAsync("old.local", Cancelled)).Login!.User.Should().Be("old");
        (await logins.FindAsync("registry.local:5000", Cancelled)).Login!.IdentityToken.Should().Be("token");
        foreach (string registry in (string[])["empty.local", "odd.local", "other.local"])
            (await logins.FindAsync(registry, Cancelled)).Should().Be(new FoundLogin(null, "No login for it is stored."));
    }

    [Fact]
    public async Task A_credential_helper_is_asked_in_place_of_the_file()
    {
        var asked = new List<string>();
        RegistryLogins logins = Logins(
            """{"credsStore":"box","credHelpers":{"b.local":"other"},"auths":{"a.local":{},"https://index.docker.io/v1/":{}}}""",
            (program, argument, input) =>
            {
                asked.Add($"{program} {argument} {input}");
                return new ProgramResult(0, $$"""{"ServerURL":"{{input}}","Username":"{{(input == "b.local" ? "<token>" : "bob")}}","Secret":"s"}""");
            });

        (await logins.FindAsync("a.local", Cancelled)).Should().BeEquivalentTo(new { Login = new { User = "bob", Password = "s" }, Note = "The login of \"bob\" that the credential helper \"docker-credential-box\" keeps was used." });
        (await logins.FindAsync("b.local", Cancelled)).Login.Should().BeEquivalentTo(new { IdentityToken = "s", User = (string?)null });
        (await logins.FindAsync("docker.io", Cancelled)).Login!.User.Should().Be("bob");
        asked.Should().Equal("docker-credential-box get a.local", "docker-credential-other get b.local", "docker-credential-box get https://index.docker.io/v1/");
    }

    [Theory]
    [InlineData(1, "credentials not found in native keychain", "The credential helper \"docker-credential-box\" has no login for it.")]
    [InlineData(0, "{}", "The credential helper \"docker-credential-box\" has no login for it.")]
    [InlineData(0, "hello", "Its login could not be had, because the credential helper \"docker-credential-box\" printed no login. Install or repair it, or take it out of the docker command's config.json.")]
    [InlineData(3, "the vault is locked", "Its login could not be had, because the credential helper \"docker-credential-box\" ended with exit code 3 and said \"the vault is locked\". Install or repair it, or take it out of the docker command's config.json.")]
    public async Task What_a_credential_helper_fails_with_is_told_to_whom_the_registry_refuses(int exitCode, string output, string note) =>
        (await Logins("""{"credsStore":"box"}""", (_, _, _) => new ProgramResult(exitCode, output)).FindAsync("a.local", Cancelled)).Should().Be(new FoundLogin(null, note));

    [Fact]
    public async Task A_credential_helper_that_is_not_there_is_named() =>
        (await Logins("""{"credsStore":"box"}""").FindAsync("a.local", Cancelled)).Note.Should()
            .Be("Its login could not be had, because the credential helper \"docker-credential-box\" cannot be run: docker-credential-box is not on this machine. Install or repair it, or take it out of the docker command's config.json.");

    [Fact]
    public async Task All_logins_go_to_the_builder_by_registry()
    {
        RegistryLogins logins = Logins(
            $$$"""{"credHelpers":{"b.local":"box"},"auths":{"empty.local":{},"a.local":{"auth":"{{{Base64("me:secret")}}}" } } }""",
            (_, _, _) => new ProgramResult(0, """{"Username":"bob","Secret":"s"}"""));

        string header = (await logins.ReadAllAsync(Cancelled))!;

        using JsonDocument json = JsonDocument.Parse(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
        json.RootElement.EnumerateObject().Select(entry => $"{entry.Name} {entry.Value.GetProperty("username")} {entry.Value.GetProperty("password")}").Should().Equal("a.local me secret", "b.local bob s");
        (await Logins("{}").ReadAllAsync(Cancelled)).Should().BeNull();
    }

    [Fact]
    public void A_login_does_not_show_its_secrets()
    {
        new RegistryLogin { Auth = Base64("me:secret"), IdentityToken = "token" }.ToString().Should().Be("RegistryLogin");
        new StoredLogin("a.local") { User = "me", Password = "secret" }.ToString().Should().Be("StoredLogin for a.local");
        new HelperAnswer { Username = "me", Secret = "secret" }.ToString().Should().Be("HelperAnswer");
    }

    [Theory]
    [InlineData("busybox", true)]
    [InlineData("busybox:1.36", true)]
    [InlineData("registry.example.com:5000/Team/app", false)]
    [InlineData("Registry/team/my_app__x--y.z:V1.0_a-b", true)]
    [InlineData("[::1]:5000/app", true)]
    [InlineData("localhost/app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("0123456789ab", true)]
    [InlineData("Busybox", false)]
    [InlineData("/busybox", false)]
    [InlineData("a//b", false)]
    [InlineData("../containers", false)]
    [InlineData("busybox%2f", false)]
    [InlineData("busybox:", false)]
    [InlineData("bus ybox", false)]
    [InlineData("busybox\n", false)]
    [InlineData("", false)]
    public void A_name_is_one_that_an_image_can_have(string name, bool can) => ImageNames.CanBe(name).Should().Be(can);

    [Fact]
    public void The_layers_of_a_pull_are_added_up()
    {
        var said = new List<string>();
        var pull = new TransferProgress(new Listener(said));

        pull.Report(Downloading("a", 1_000_000, 4_000_000));
        pull.Report(Downloading("b", 0, 6_000_000));
        pull.Report(Downloading("b", 1_000, 6_000_000));
        pull.Report(new Wire.JSONMessage { ID = "a", Status = "Download complete" });
        pull.Report(new Wire.JSONMessage { Status = "Digest: sha256:x" });

        said.Should().Equal("1 of 4 MB", "1 of 10 MB", "4 of 10 MB");
        pull.Error.Should().BeNull();
    }

    [Fact]
    public void An_error_in_the_midst_of_a_pull_is_kept()
    {
        var pull = new TransferProgress(progress: null);

        pull.Report(new Wire.JSONMessage { Error = new Wire.JSONError { Message = "toomanyrequests" } });

        pull.Error.Should().Be("toomanyrequests");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static RegistryLogins Logins(string config, Func<string, string, string, ProgramResult>? helper = null)
    {
        HostSystem host = FakeMachine.With(files: FakeMachine.Map(("/home/me/.docker/config.json", config)));
        host = helper is null ? host : host with { RunProgram = (program, argument, input, _) => Task.FromResult(helper(program, argument, input)) };
        return new RegistryLogins(host, new DockerConfigDirectory(host));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Wire.JSONMessage Downloading(string layer, long current, long total) =>
        new() { ID = layer, Status = "Downloading", Progress = new Wire.JSONProgress { Current = current, Total = total } };

    private sealed class Listener(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}
