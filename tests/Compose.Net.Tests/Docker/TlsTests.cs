using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compose.Net.Docker;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class TlsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cnt").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _authority = Issue("authority", authority: null);
    private readonly X509Certificate2 _server;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;
    private string? _client;

    public TlsTests()
    {
        // The key has to be in a form that a server can use on every system.
        using X509Certificate2 server = Issue("server", _authority);
        _server = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), null);
        using X509Certificate2 client = Issue("client", _authority);
        Write("ca.pem", _authority.ExportCertificatePem());
        Write("cert.pem", client.ExportCertificatePem());
        Write("key.pem", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _listener.Start();
        _serving = ServeAsync();
    }

    [Fact]
    public async Task An_engine_is_checked_against_the_folders_authority_and_gets_the_folders_certificate()
    {
        await using DockerEngine engine = await DockerEngine.ConnectAsync(null, Machine("DOCKER_TLS_VERIFY"), TimeProvider.System, TestContext.Current.CancellationToken);

        engine.Description.ApiVersion.Should().Be("1.47");
        _client.Should().Be("CN=client");
    }

    [Fact]
    public async Task An_engine_of_another_authority_is_refused()
    {
        using X509Certificate2 other = Issue("other", authority: null);
        Write("ca.pem", other.ExportCertificatePem());

        ComposeEngineException refused = (await FluentActions.Awaiting(() => DockerEngine.ConnectAsync(null, Machine("DOCKER_TLS_VERIFY"), TimeProvider.System, TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ComposeEngineException>()).Which;

        refused.Code.Should().Be("CN0401");
        refused.Message.Should().Contain("does not agree with us on TLS").And.Contain("DOCKER_CERT_PATH");
    }

    [Fact]
    public async Task An_engine_that_is_not_to_be_checked_is_not()
    {
        using X509Certificate2 other = Issue("other", authority: null);
        Write("ca.pem", other.ExportCertificatePem());

        await using DockerEngine engine = await DockerEngine.ConnectAsync(null, Machine("DOCKER_TLS"), TimeProvider.System, TestContext.Current.CancellationToken);

        engine.Description.ApiVersion.Should().Be("1.47");
    }

    [Theory]
    [InlineData("ca.pem", null)]
    [InlineData("ca.pem", "nonsense")]
    [InlineData("key.pem", null)]
    [InlineData("cert.pem", null)]
    public async Task A_certificate_that_the_docker_command_would_ask_for_is_asked_for(string file, string? content)
    {
        File.Delete(Path.Join(_folder, file));
        if (content is not null)
        {
            Write(file, content);
        }

        ComposeEngineException refused = (await FluentActions.Awaiting(() => DockerEngine.ConnectAsync(null, Machine("DOCKER_TLS_VERIFY"), TimeProvider.System, TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ComposeEngineException>()).Which;

        refused.Code.Should().Be("CN0403");
        refused.Message.Should().Contain(file);
    }

    [Fact]
    public async Task Certificates_that_cannot_be_read_are_refused_with_their_folder()
    {
        Write("cert.pem", "nonsense");

        ComposeEngineException refused = (await FluentActions.Awaiting(() => DockerEngine.ConnectAsync(null, Machine("DOCKER_TLS_VERIFY"), TimeProvider.System, TestContext.Current.CancellationToken))
            .Should().ThrowAsync<ComposeEngineException>()).Which;

        refused.Code.Should().Be("CN0403");
        refused.Message.Should().Contain($"\"{_folder}\"");
    }

    [Fact]
    public async Task A_connection_that_cannot_be_secured_is_closed()
    {
        Write("ca.pem", "nonsense");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        EngineEndpoint endpoint = new EndpointResolver(FakeMachine.WithVariables(
            ("DOCKER_HOST", $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", _folder))).Resolve(null);

        Func<Task> open = () => TakenConnection.OpenAsync(endpoint, "1.47", "exec/x/start", new ExecStartBody(), EngineJson.Default.ExecStartBody, TestContext.Current.CancellationToken);

        await open.Should().ThrowAsync<Exception>();
        using TcpClient accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        (await accepted.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken)).Should().Be(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Dispose();
        _closing.Dispose();
        _authority.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? authority)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset to = DateTimeOffset.UtcNow.AddDays(1);
        if (authority is null)
            return request.CreateSelfSigned(from, to);

        using X509Certificate2 issued = request.Create(authority, from.AddHours(1), to.AddHours(-1), [1, 2, 3, (byte)name.Length]);
        return issued.CopyWithPrivateKey(key);
    }

    private HostSystem Machine(string variable) => FakeMachine.WithVariables(
        ("DOCKER_HOST", $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), (variable, "1"), ("DOCKER_CERT_PATH", _folder));

    private void Write(string file, string text) => File.WriteAllText(Path.Join(_folder, file), text);

    private async Task ServeAsync()
    {
        byte[] answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nApi-Version: 1.47\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK");
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                using TcpClient connection = await _listener.AcceptTcpClientAsync(_closing.Token);
                await using var stream = new SslStream(connection.GetStream(), false, (_, certificate, _, _) => (_client = certificate?.Subject) is not null);
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _server, ClientCertificateRequired = true, RemoteCertificateValidationCallback = null }, _closing.Token);
                await stream.ReadExactlyAsync(new byte[16], _closing.Token);
                await stream.WriteAsync(answer, _closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The next caller may have better luck; a closed listener ends the loop.
            }
        }
    }
}
