using Compose.Net.Docker.Endpoints;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ProxyVariablesTests
{
    private const string Config = """
        {"proxies": {
          "default": {"httpProxy": "http://proxy:1", "httpsProxy": "", "noProxy": "local"},
          "tcp://far:2376": {"allProxy": "socks5://far:2"}
        }}
        """;

    [Fact]
    public void Containers_learn_of_proxies_in_both_spellings()
    {
        Of(Config, "unix:///var/run/docker.sock").All.Should().Equal(new Dictionary<string, string>
        {
            ["HTTP_PROXY"] = "http://proxy:1",
            ["NO_PROXY"] = "local",
            ["http_proxy"] = "http://proxy:1",
            ["no_proxy"] = "local",
        });
    }

    [Fact]
    public void An_engine_may_have_proxies_of_its_own()
    {
        Of(Config, "tcp://far:2376").All.Should().Equal(new Dictionary<string, string> { ["ALL_PROXY"] = "socks5://far:2", ["all_proxy"] = "socks5://far:2" });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"auths": {}}""")]
    [InlineData("""{"proxies": {}}""")]
    public void Without_proxies_there_are_no_variables(string? config)
    {
        Of(config, "unix:///var/run/docker.sock").All.Should().BeEmpty();
    }

    [Fact]
    public void A_configuration_that_could_not_be_read_is_read_again()
    {
        string config = "{";
        ProxyVariables variables = Of(() => config, "unix:///var/run/docker.sock");
        FluentActions.Invoking(() => variables.All).Should().Throw<ComposeEngineException>();

        config = """{"proxies": {"default": {"noProxy": "localhost"}}}""";

        variables.All.Should().ContainKey("NO_PROXY");
    }

    private static ProxyVariables Of(string? config, string endpoint) => Of(() => config, endpoint);

    private static ProxyVariables Of(Func<string?> config, string endpoint) => new(
        new DockerConfigDirectory(new HostSystem
        {
            HomeDirectory = "/home/me",
            GetVariable = _ => null,
            RunProgram = (_, _, _, _) => throw new InvalidOperationException("No program is needed."),
            ReadText = path => path.EndsWith("config.json", StringComparison.Ordinal) ? config() : null,
        }),
        endpoint);
}
