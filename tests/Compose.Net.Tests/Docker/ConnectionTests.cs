using System.Net;
using System.Net.Sockets;
using Compose.Net.Docker;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_version_is_agreed_on()
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.47");
        await using DockerEngine engine = await DockerEngine.ConnectAsync(null, FakeMachine.WithVariables(("DOCKER_HOST", fake.Endpoint)), TimeProvider.System, Cancelled);

        engine.Description.Should().Be(new EngineDescription(fake.Endpoint, "9.9.9", "1.47"));
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_refused_with_its_place()
    {
        await using FakeEngine fake = FakeEngine.Speaking("1.40");

        ComposeEngineException refused = await Refused(fake.Endpoint);

        refused.Code.Should().Be("CN0402");
        refused.Message.Should().Contain($"\"{fake.Endpoint}\" (from DOCKER_HOST)").And.Contain("1.40").And.Contain("1.41");
    }

    [Fact]
    public async Task A_socket_that_does_not_exist_is_told_with_the_way_out()
    {
        ComposeEngineException refused = await Refused("unix:///no/such.sock");

        refused.Code.Should().Be("CN0401");
        refused.Message.Should().StartWith("No connection to an engine: the engine at \"unix:///no/such.sock\" (from DOCKER_HOST) does not run: there is no such socket.").And.Contain("DOCKER_HOST to another engine");
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_to_is_told()
    {
        string folder = Directory.CreateTempSubdirectory("cnf").FullName;
        string path = Path.Join(folder, "s");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            (await Refused("unix://" + path)).Message.Should().Contain("nobody listens there");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_to_is_told()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        ComposeEngineException refused = await Refused($"tcp://127.0.0.1:{port}");

        refused.Code.Should().Be("CN0401");
        refused.Message.Should().Contain("nobody listens there");
    }

    [Theory]
    [InlineData("200 OK", "welcome")]
    [InlineData("404 Not Found", "<html>")]
    public async Task What_is_no_engine_is_told(string status, string body)
    {
        await using FakeEngine fake = FakeEngine.Answering(status, body);

        ComposeEngineException refused = await Refused(fake.Endpoint);

        refused.Code.Should().Be("CN0401");
        refused.Message.Should().Contain("does not speak like a Docker Engine");
    }

    [Fact]
    public async Task An_engine_that_hangs_up_is_told()
    {
        await using FakeEngine fake = FakeEngine.BreakingOff();

        (await Refused(fake.Endpoint)).Message.Should().Contain("broke off the connection");
    }

    [Fact]
    public async Task An_engine_that_says_nothing_is_given_up_on()
    {
        await using FakeEngine fake = FakeEngine.Silent();

        ComposeEngineException refused = await Refused(fake.Endpoint, new HastyTime());

        refused.Code.Should().Be("CN0405");
        refused.Message.Should().Contain("did not answer within 15 seconds");
    }

    [Fact]
    public async Task A_cancelled_connection_is_a_cancellation()
    {
        await using FakeEngine fake = FakeEngine.Silent();
        using var stop = new CancellationTokenSource();
        Task<DockerEngine> connecting = DockerEngine.ConnectAsync(fake.Endpoint, FakeMachine.With(), TimeProvider.System, stop.Token);

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => connecting).Should().ThrowAsync<OperationCanceledException>();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<ComposeEngineException> Refused(string endpoint, TimeProvider? time = null) =>
        (await FluentActions.Awaiting(() => DockerEngine.ConnectAsync(null, FakeMachine.WithVariables(("DOCKER_HOST", endpoint)), time ?? TimeProvider.System, Cancelled))
            .Should().ThrowAsync<ComposeEngineException>()).Which;

    /// <summary>A clock on which every wait is over after a moment.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(Math.Min(50, dueTime.TotalMilliseconds)), period);
    }
}
