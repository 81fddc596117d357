using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests;

public sealed class PublishedEndpointTests
{
    private const string Socket = "unix:///var/run/docker.sock";

    [Theory]
    [InlineData(Socket, "127.0.0.1", "127.0.0.1:32768")]
    [InlineData(Socket, "0.0.0.0", "127.0.0.1:32768")]
    [InlineData(Socket, "::", "[::1]:32768")]
    [InlineData(Socket, "::1", "[::1]:32768")]
    [InlineData(Socket, "192.0.2.7", "192.0.2.7:32768")]
    [InlineData("npipe://./pipe/docker_engine", "0.0.0.0", "127.0.0.1:32768")]
    [InlineData("tcp://127.0.0.1:2375", "127.0.0.1", "127.0.0.1:32768")]
    [InlineData("tcp://localhost:2375", "0.0.0.0", "127.0.0.1:32768")]
    [InlineData("tcp://build-box:2375", "0.0.0.0", "build-box:32768")]
    [InlineData("tcp://build-box:2375", "192.0.2.7", "192.0.2.7:32768")]
    [InlineData("https://[2001:db8::5]:2376", "::", "[2001:db8::5]:32768")]
    public void The_host_depends_on_where_the_engine_is_and_on_which_address_listens(string engine, string hostIp, string expected)
    {
        ObservedState state = State(Web(new ObservedPort(8080, "tcp", hostIp, 32768)));

        Find(state, engine: engine).ToString().Should().Be(expected);
    }

    [Fact]
    public void A_port_on_the_loopback_address_of_a_remote_engine_is_refused_with_the_way_out()
    {
        ObservedState state = State(Web(new ObservedPort(8080, "tcp", "127.0.0.1", 32768)));

        Action find = () => Find(state, engine: "tcp://build-box:2375");

        find.Should().Throw<ComposeException>().WithMessage("*\"web\"*127.0.0.1*\"tcp://build-box:2375\"*Publish it on all addresses: \"8080\"*");
    }

    [Fact]
    public void A_tcp_port_is_preferred_and_ipv4_before_ipv6()
    {
        ObservedState state = State(Web(
            new ObservedPort(8080, "udp", "0.0.0.0", 1),
            new ObservedPort(8080, "tcp", "::1", 2),
            new ObservedPort(8080, "tcp", "0.0.0.0", 3)));

        Find(state).Port.Should().Be(3);
    }

    [Fact]
    public void A_port_on_all_addresses_of_both_families_answers_on_that_of_IPv4() =>
        Find(State(Web(new ObservedPort(8080, "tcp", "::", 2), new ObservedPort(8080, "tcp", "0.0.0.0", 3)))).ToString().Should().Be("127.0.0.1:3");

    [Fact]
    public void The_running_replica_with_the_lowest_number_answers()
    {
        ObservedState state = State(
            Web(new ObservedPort(8080, "tcp", "0.0.0.0", 10)) with { Number = 10, Name = "shop-web-10" },
            Web(new ObservedPort(8080, "tcp", "0.0.0.0", 2)) with { Number = 2, Name = "shop-web-2" },
            Web() with { Number = 1, State = ContainerState.Exited });

        Find(state).Port.Should().Be(2);
    }

    [Theory]
    [InlineData(null, null, 2)]
    [InlineData(10, null, 10)]
    [InlineData(10, "udp", 11)]
    [InlineData(2, "TCP", 2)]
    public void A_replica_and_a_protocol_can_be_asked_for(int? index, string? protocol, int expected)
    {
        ObservedState state = State(
            Web(new ObservedPort(8080, "tcp", "0.0.0.0", 10), new ObservedPort(8080, "udp", "0.0.0.0", 11)) with { Number = 10, Name = "shop-web-10" },
            Web(new ObservedPort(8080, "tcp", "0.0.0.0", 2)) with { Number = 2, Name = "shop-web-2" });

        Find(state, index: index, protocol: protocol).Port.Should().Be(expected);
    }

    [Fact]
    public void A_replica_that_is_not_there_is_answered_with_those_there_are()
    {
        Action find = () => Find(State(Web() with { Number = 2 }, Web() with { Number = 3 }), index: 1);

        find.Should().Throw<ComposeException>().WithMessage("Service \"web\" of project \"shop\" has no container of number 1. Numbers: 2, 3.");
    }

    [Fact]
    public void A_protocol_over_which_nothing_is_published_is_named_with_the_line_to_add()
    {
        Action find = () => Find(State(Web(new ObservedPort(8080, "tcp", "0.0.0.0", 32768))), protocol: "udp");

        find.Should().Throw<ComposeException>().WithMessage("Service \"web\" does not publish its port 8080/udp. Published: 8080/tcp. Add \"127.0.0.1::8080/udp\" *");
    }

    [Fact]
    public void An_unknown_service_is_answered_with_those_there_are()
    {
        Action find = () => Find(State(Web()), service: "wbe");

        find.Should().Throw<ComposeException>().WithMessage("Service \"wbe\" has no container in project \"shop\". Services with containers: web.");
    }

    [Fact]
    public void A_service_that_ended_is_answered_with_its_exit_code()
    {
        Action find = () => Find(State(Web() with { State = ContainerState.Exited, ExitCode = 3 }));

        find.Should().Throw<ComposeException>().WithMessage("*\"shop-web-1\" is exited with code 3.*");
    }

    [Fact]
    public void A_port_that_is_not_published_is_answered_with_those_that_are_and_the_line_to_add()
    {
        Action find = () => Find(State(Web(new ObservedPort(9090, "tcp", "0.0.0.0", 32768))));

        find.Should().Throw<ComposeException>().WithMessage("Service \"web\" does not publish its port 8080. Published: 9090/tcp. Add \"127.0.0.1::8080\" *");
    }

    [Theory]
    [InlineData("10.214.0.1:2375", "10.214.0.1")]
    [InlineData("tcp://[fd00::1]:2375", "fd00::1")]
    [InlineData("127.0.0.1:2375", null)]
    [InlineData("unix:///var/run/docker.sock", null)]
    [InlineData("npipe:////./pipe/docker_engine", null)]
    public void An_engine_without_a_scheme_is_on_its_host(string endpoint, string? host) =>
        new EngineDescription(endpoint, "28.0", "1.48").RemoteHost.Should().Be(host);

    [Fact]
    public void An_endpoint_becomes_an_address_of_any_scheme() =>
        new PublishedEndpoint("::1", 5432).ToUri("postgres").ToString().Should().Be("postgres://[::1]:5432/");

    private static PublishedEndpoint Find(ObservedState state, string service = "web", string engine = Socket, int? index = null, string? protocol = null) =>
        PublishedEndpoint.Find(state, new EngineDescription(engine, "28.0", "1.48"), service, 8080, index, protocol);

    private static ObservedState State(params ObservedContainer[] containers) => new() { Project = "shop", Containers = [.. containers] };

    private static ObservedContainer Web(params ObservedPort[] ports) =>
        new() { Id = "1", Name = "shop-web-1", Service = "web", Number = 1, State = ContainerState.Running, Ports = [.. ports] };
}
