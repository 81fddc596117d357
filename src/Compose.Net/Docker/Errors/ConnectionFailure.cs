using System.Net.Sockets;
using System.Security.Authentication;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Errors;

/// <summary>Turns a connection that failed into an exception that says which endpoint was tried, who named it, and what to do.</summary>
internal sealed class ConnectionFailure(EngineEndpoint endpoint, HostSystem host)
{
    private const string CheckThatItRuns = "Check that it still runs, and run the command again; what was done stays.";

    /// <summary>The endpoint and who named it, for messages.</summary>
    public string Place { get; } = $"\"{endpoint.Text}\" ({endpoint.Source})";

    /// <summary>Whether the exception is about the connection and not about what the engine said.</summary>
    public static bool IsOne(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or TimeoutException
        || (exception is OperationCanceledException && exception.InnerException is TimeoutException);

    public ComposeEngineException ToException(string attempt, Exception exception)
    {
        Exception root = exception.GetBaseException();
        bool denied = root is SocketException { SocketErrorCode: SocketError.AccessDenied } or UnauthorizedAccessException;
        string message = $"{attempt}: the engine at {Place} {Explain(root, denied)}";
        return new ComposeEngineException(denied ? DiagnosticCodes.EngineAccessDenied : DiagnosticCodes.EngineUnreachable, message, innerException: exception);
    }

    private string Explain(Exception root, bool denied) => root switch
    {
        _ when denied && host.IsWindows => "does not let this user in. Run as a member of the group \"docker-users\", or as administrator.",
        _ when denied => "does not let this user in. Add the user to the group \"docker\" (\"sudo usermod -aG docker $USER\", then log in again), or run as root.",
        SocketException when endpoint.Scheme == EndpointScheme.Unix && !Exists(endpoint.Path) => $"does not run: there is no such socket. {host.HowToStartAnEngine}",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"does not run: nobody listens there. {host.HowToStartAnEngine}",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "cannot be found: its host name is unknown. Correct the endpoint.",
        TimeoutException when endpoint.Scheme == EndpointScheme.Pipe => $"does not run, or is too busy to answer. {host.HowToStartAnEngine}",
        TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } => "does not answer in time. Check the address, and that no firewall is in between.",
        AuthenticationException => $"does not agree with us on TLS: {root.Message} Check DOCKER_TLS_VERIFY and the certificates in DOCKER_CERT_PATH.",
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted } => $"broke off the connection: {root.Message}. {CheckThatItRuns}",
        SocketException => $"cannot be reached: {root.Message}. {host.HowToStartAnEngine}",
        _ => $"broke off the connection: {root.Message} {CheckThatItRuns}",
    };

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}
