using System.Collections.Immutable;
using Compose.Net.Docker.Errors;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ErrorMapperTests
{
    private static readonly Operation Create = new CreateContainer(new ContainerDefinition
    {
        Name = "p-web-1",
        Number = 1,
        Service = new ServiceDefinition { Name = "web", Image = "shop:1" },
        NetworkMode = "p_n",
    });

    private static readonly Operation Start = new StartContainer("p-web-1");
    private static readonly Operation Connect = new ConnectContainer("p-web-1", new ContainerEndpoint { Network = "p_n" });
    private static readonly Operation Network = new CreateNetwork(new NetworkDefinition { Key = "n", Name = "p_n" }, ImmutableSortedDictionary<string, string>.Empty);

    // What engines of different versions say, as far as it matters for the code.
    public static TheoryData<string, int, string, string> Refusals => new()
    {
        { "create", 404, "No such image: shop:1", "CN0410" },
        { "create", 409, "Conflict. The container name \"/p-web-1\" is already in use by container \"abc\". You have to remove (or rename) that container to be able to reuse that name.", "CN0412" },
        { "create", 400, "invalid mount config for type \"bind\": bind source path does not exist: /x", "CN0425" },
        { "create", 400, "invalid config for network p_n: invalid endpoint settings: no configured subnet or ip-range contain the IP address 10.99.0.10", "CN0418" },
        { "network", 409, "network with name p_n already exists", "CN0413" },
        { "network", 403, "Pool overlaps with other one on this address space", "CN0416" },
        { "network", 403, "invalid pool request: Pool overlaps with other one on this address space", "CN0416" },
        { "network", 404, "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network", "CN0415" },
        { "network", 400, "all predefined address pools have been fully subnetted", "CN0415" },
        { "network", 500, "failed to allocate gateway (10.72.0.1): Requested address is out of range", "CN0418" },
        { "network", 400, "invalid network config:\ninvalid gateway 10.99.0.1: parent subnet is 10.66.3.0/24", "CN0418" },
        { "network", 404, "plugin \"nosuch\" not found", "CN0421" },
        { "network", 500, "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.", "CN0422" },
        { "network", 403, "operation is not permitted on predefined bridge network ", "CN0499" },
        { "start", 500, "driver failed programming external connectivity on endpoint x (abc): Bind for 127.0.0.1:8001 failed: port is already allocated", "CN0414" },
        { "start", 500, "driver failed programming external connectivity on endpoint x (abc): Error starting userland proxy: listen tcp4 127.0.0.1:8001: bind: address already in use", "CN0414" },
        { "start", 500, "failed to set up container networking: driver failed programming external connectivity on endpoint x (abc): failed to bind host port for 127.0.0.1:8001:172.18.0.2:80/tcp: address already in use", "CN0414" },
        { "start", 403, "Address already in use", "CN0417" },
        { "connect", 403, "Address already in use", "CN0417" },
        { "start", 500, "no available IPv4 addresses on this network's address pools: p_n (1a2b)", "CN0443" },
        { "connect", 403, "no available IPv6 addresses on this network's address pools: p_n (1a2b)", "CN0443" },
        { "command", 409, "Container abc is paused, unpause the container before exec", "CN0434" },
        { "command", 400, "unable to find user nope: no matching entries in passwd file", "CN0424" },
        { "connect", 500, "failed to set up container networking: failed to add link local address fe80::77/64 to eth1: permission denied", "CN0418" },
        { "network", 500, "numerical result out of range", "CN0499" },
        { "connect", 403, "endpoint with name p-web-1 already exists in network p_n", "CN0441" },
        { "start", 500, "Invalid address 10.99.0.10: It does not belong to any of this network's subnets", "CN0418" },
        { "connect", 400, "user specified IP address is supported only when connecting to networks with user configured subnets", "CN0418" },
        { "start", 404, "network p_n not found", "CN0423" },
        { "start", 400, "OCI runtime create failed: exec: \"/no/such\": stat /no/such: no such file or directory: unknown", "CN0424" },
        { "start", 404, "OCI runtime create failed: exec: \"nosuch\": executable file not found in $PATH: unknown", "CN0424" },
        { "start", 500, "error gathering device information while adding custom device \"/dev/nope\": no such file or directory", "CN0428" },
        { "start", 400, "error during container init: open /proc/sys/net/nope: no such file or directory: unknown", "CN0429" },
        { "start", 400, "error while creating mount source path '/proc/nope': mkdir /proc/nope: no such file or directory", "CN0425" },
        { "start", 500, "failed to create the ipvlan port: operation not supported", "CN0427" },
        { "start", 500, "failed to set up container networking: failed to create the ipvlan port: operation not supported", "CN0427" },
        { "start", 500, "Could not attach to network p_n: rpc error: code = NotFound desc = network p_n not found", "CN0423" },
        { "start", 500, "something new", "CN0499" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_gets_its_code_and_says_what_the_engine_said(string operation, int status, string said, string code)
    {
        ComposeEngineException mapped = ErrorMapper.ToException(Refusal(operation, status, said));

        mapped.Code.Should().Be(code);
        mapped.StatusCode.Should().Be(status);
        mapped.Message.Should().EndWith($"The engine said \"{said}\", with status {status}.");
    }

    [Theory]
    [InlineData("Bind for 127.0.0.1:8001 failed: port is already allocated", "127.0.0.1:8001")]
    [InlineData("listen tcp4 0.0.0.0:8001: bind: address already in use", "0.0.0.0:8001")]
    [InlineData("listen tcp [::]:8001: bind: address already in use", "[::]:8001")]
    [InlineData("failed to bind host port for 127.0.0.1:8001:172.18.0.2:80/tcp: address already in use", "127.0.0.1:8001")]
    [InlineData("failed to bind host port 127.0.0.1:8001/tcp: address already in use", "127.0.0.1:8001")]
    [InlineData("failed to bind host port for [::]:8001:172.18.0.2:80/tcp: address already in use", "[::]:8001")]
    [InlineData("something else", null)]
    public void The_port_is_found_in_the_engines_words(string said, string? port)
    {
        ErrorTable.FindPort(said).Should().Be(port);
    }

    [Fact]
    public void A_network_that_comes_with_the_engine_is_not_said_to_be_in_use()
    {
        var remove = new RemoveNetwork("bridge", "abc");

        ErrorMapper.ToException(new Refusal(OperationWords.Failed(remove), remove, 403, "bridge is a pre-defined network and cannot be removed")).Message.Should().Be(
            "Network \"bridge\" could not be removed. It comes with the engine, and stays as long as the engine does. The engine said \"bridge is a pre-defined network and cannot be removed\", with status 403.");
    }

    [Fact]
    public void The_culprit_is_named()
    {
        ErrorMapper.ToException(Refusal("start", 500, "Bind for 127.0.0.1:8001 failed: port is already allocated"), "container \"x-web-1\" of project \"x\"").Message.Should().StartWith(
            "Container \"p-web-1\" could not be started. Host port 127.0.0.1:8001 is already in use by container \"x-web-1\" of project \"x\". Stop that, or publish another port.");
    }

    [Theory]
    [InlineData("""{"message":"no such thing\n"}""", "no such thing")]
    [InlineData("<html>bad gateway</html>", "<html>bad gateway</html>")]
    [InlineData("{}", "{}")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_message_is_read_from_whatever_answers(string? body, string message)
    {
        ErrorMapper.ReadMessage(body).Should().Be(message);
    }

    private static Refusal Refusal(string operation, int status, string said)
    {
        if (operation == "command")
            return new Refusal("A command could not be run in container \"p-web-1\"", null, status, said);

        Operation tried = operation switch { "create" => Create, "start" => Start, "connect" => Connect, _ => Network };
        return new Refusal(OperationWords.Failed(tried), tried, status, said);
    }
}
