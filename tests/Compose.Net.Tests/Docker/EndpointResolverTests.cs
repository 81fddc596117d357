using Compose.Net.Docker.Endpoints;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;
using static Compose.Net.Tests.Docker.FakeMachine;

namespace Compose.Net.Tests.Docker;

public sealed class EndpointResolverTests
{
    private const string Remote = """{"Name":"remote","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://10.1.1.1:2376","SkipTLSVerify":false}}}""";

    [Fact]
    public void Without_any_setting_the_default_socket_is_used()
    {
        Resolve(With()).Should().BeEquivalentTo(new { Text = "unix:///var/run/docker.sock", Path = "/var/run/docker.sock", Scheme = EndpointScheme.Unix });
        Resolve(With(windows: true)).Should().BeEquivalentTo(new { Text = "npipe:////./pipe/docker_engine", Server = ".", Path = "docker_engine", Scheme = EndpointScheme.Pipe });
    }

    [Fact]
    public void What_is_given_wins_over_DOCKER_HOST_which_wins_over_DOCKER_CONTEXT_which_wins_over_the_current_context()
    {
        var files = Map(
            ("/home/me/.docker/config.json", """{"currentContext":"current"}"""),
            (ContextFile("current"), """{"Name":"current","Endpoints":{"docker":{"Host":"unix:///current.sock"}}}"""),
            (ContextFile("named"), """{"Name":"named","Endpoints":{"docker":{"Host":"unix:///named.sock"}}}"""));

        Resolve(With(Map(("DOCKER_HOST", "unix:///host.sock"), ("DOCKER_CONTEXT", "named")), files), "unix:///given.sock").Path.Should().Be("/given.sock");
        Resolve(With(Map(("DOCKER_HOST", "unix:///host.sock"), ("DOCKER_CONTEXT", "named")), files)).Path.Should().Be("/host.sock");
        Resolve(With(Map(("DOCKER_CONTEXT", "named")), files)).Path.Should().Be("/named.sock");
        Resolve(With(files: files)).Path.Should().Be("/current.sock");
        Resolve(With(Map(("DOCKER_HOST", ""), ("DOCKER_CONTEXT", "default")), files)).Path.Should().Be("/var/run/docker.sock");
    }

    [Fact]
    public void Who_named_the_endpoint_is_remembered()
    {
        Resolve(WithVariables(("DOCKER_HOST", "unix:///x"))).Source.Should().Be("from DOCKER_HOST");
        Resolve(With(Map(("DOCKER_CONTEXT", "remote")), Map((ContextFile("remote"), Remote)))).Source.Should().Be("from the docker context \"remote\", which DOCKER_CONTEXT names");
    }

    [Fact]
    public void DOCKER_CONFIG_moves_the_configuration()
    {
        var files = Map(("/etc/mine/config.json", """{"currentContext":"remote"}"""), (ContextFile("remote", "/etc/mine"), Remote));

        Resolve(With(Map(("DOCKER_CONFIG", "/etc/mine")), files)).BaseAddress.Should().Be("http://10.1.1.1:2376/");
    }

    [Fact]
    public void A_context_with_certificates_is_dialled_with_TLS()
    {
        EngineEndpoint endpoint = Resolve(With(Map(("DOCKER_CONTEXT", "remote")), Map((ContextFile("remote"), Remote), (ContextCertificate("remote"), "pem"))));

        endpoint.BaseAddress.Should().Be("https://10.1.1.1:2376/");
        endpoint.Tls!.Verify.Should().BeTrue();
        endpoint.Tls.Directory.Should().Be(Path.GetDirectoryName(ContextCertificate("remote")));
    }

    [Theory]
    [InlineData("tcp://10.0.0.5", "http://10.0.0.5:2375/")]
    [InlineData("tcp://10.0.0.5:80", "http://10.0.0.5:80/")]
    [InlineData("tcp://[::1]:2375", "http://[::1]:2375/")]
    [InlineData("10.0.0.5:2375", "http://10.0.0.5:2375/")]
    [InlineData("http://engine.local", "http://engine.local/")]
    [InlineData("http://engine.local:8080/", "http://engine.local:8080/")]
    [InlineData("https://engine.local:2376", "https://engine.local:2376/")]
    public void Addresses_of_the_network_are_understood(string text, string address)
    {
        Resolve(With(), text).BaseAddress.Should().Be(address);
    }

    [Fact]
    public void DOCKER_TLS_VERIFY_makes_tcp_secure_and_DOCKER_CERT_PATH_says_where_the_certificates_are()
    {
        EngineEndpoint endpoint = Resolve(WithVariables(("DOCKER_HOST", "tcp://10.0.0.5"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", "/certs")));

        endpoint.BaseAddress.Should().Be("https://10.0.0.5:2376/");
        endpoint.Tls.Should().Be(new TlsFiles("/certs", Verify: true) { NeedsAuthority = true });
        Resolve(WithVariables(("DOCKER_HOST", "tcp://10.0.0.5"), ("DOCKER_TLS", "1"))).Tls.Should().Be(new TlsFiles("/home/me/.docker", Verify: false));
    }

    [Theory]
    [InlineData("ssh://me@engine", "uses SSH, which is not supported")]
    [InlineData("fd://3", "is not understood")]
    [InlineData("unix://", "is not understood")]
    [InlineData("tcp://", "is not understood")]
    [InlineData("npipe://docker", "is not understood")]
    public void Endpoints_that_cannot_be_used_are_refused_with_their_place(string text, string message)
    {
        Refused(WithVariables(("DOCKER_HOST", text))).Should().Contain($"\"{text}\" (from DOCKER_HOST)").And.Contain(message);
    }

    [Fact]
    public void A_context_that_does_not_exist_is_refused()
    {
        Refused(WithVariables(("DOCKER_CONTEXT", "gone"))).Should().Contain("\"gone\", which DOCKER_CONTEXT names, does not exist").And.Contain("docker context ls");
        Refused(With(files: Map(("/home/me/.docker/config.json", """{"currentContext":"gone"}""")))).Should().Contain("\"gone\", the docker command's current one, does not exist");
    }

    [Fact]
    public void A_configuration_that_cannot_be_read_is_refused_with_its_path()
    {
        Refused(With(files: Map(("/home/me/.docker/config.json", "{")))).Should().Contain("\"/home/me/.docker/config.json\" cannot be read");
    }

    private static EngineEndpoint Resolve(HostSystem machine, string? given = null) => new EndpointResolver(machine).Resolve(given);

    private static string Refused(HostSystem machine)
    {
        ComposeEngineException refused = FluentActions.Invoking(() => Resolve(machine)).Should().Throw<ComposeEngineException>().Which;
        refused.Code.Should().Be("CN0403");
        return refused.Message;
    }
}
