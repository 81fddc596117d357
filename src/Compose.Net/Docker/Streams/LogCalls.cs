using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Streams;

/// <summary>Reads containers' logs. Never by attaching: who is attached and does not read holds up the container itself.</summary>
internal sealed class LogCalls(DockerClient client, EngineHttp http, EngineCalls calls, TimeProvider time)
{
    public async IAsyncEnumerable<LogLine> ReadAsync(ProjectContainer container, LogRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string attempt = $"The log of container \"{container.Name}\" could not be read";
        if (await FindAsync(attempt, container, cancellationToken).ConfigureAwait(false) is not { } found)
            yield break;

        bool terminal = found.Config?.Tty ?? false;
        var reconnection = new Reconnection(time);
        bool isUndated = false;
        while (true)
        {
            IAsyncEnumerator<LogPiece> pieces = ReadOnceAsync(attempt, container, range, terminal, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pieces.ConfigureAwait(false))
            {
                while (await NextAsync(attempt, reconnection, pieces, cancellationToken).ConfigureAwait(false))
                {
                    isUndated = pieces.Current.Time == 0;
                    if (!isUndated)
                        range = range with { Since = Math.Max(range.Since, pieces.Current.Time + 1), Tail = null };
                    yield return LineOf(container, pieces.Current);
                }
            }

            if (await reconnection.IsWantedAsync(attempt, calls, cancellationToken).ConfigureAwait(false))
                continue;

            // Where a container ends before its reader has caught up, old engines end the stream with lines unread.
            if (!range.Follow || isUndated)
                yield break;
            range = range with { Follow = false };
        }
    }

    private async IAsyncEnumerable<LogPiece> ReadOnceAsync(string attempt, ProjectContainer container, LogRange range, bool terminal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpResponseMessage? response = await OpenAsync(attempt, container, range, cancellationToken).ConfigureAwait(false);
        if (response is null)
            yield break;

        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (LogPiece piece in new LogLineReader(terminal).ReadAsync(stream, cancellationToken).ConfigureAwait(false))
            yield return piece;
    }

    private static async ValueTask<bool> NextAsync(string attempt, Reconnection reconnection, IAsyncEnumerator<LogPiece> pieces, CancellationToken cancellationToken)
    {
        try
        {
            return await reconnection.NextAsync(pieces, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            throw new ComposeEngineException(DiagnosticCodes.LogUnreadable, $"{attempt} to its end: the engine says \"{ErrorMapper.ReadMessage(e.ResponseBody).TrimEnd('.')}\". Look into the engine's own log.", innerException: e);
        }
    }

    /// <summary>Returns null where there is no such container any more, or soon will not be: it has no lines.</summary>
    private async Task<HttpResponseMessage?> OpenAsync(string attempt, ProjectContainer container, LogRange range, CancellationToken cancellationToken)
    {
        string tail = range.Tail is { } count ? count.ToString(CultureInfo.InvariantCulture) : "all";
        string path = $"containers/{container.Id}/logs?stdout=1&stderr=1&timestamps=1&tail={tail}&follow={(range.Follow ? 1 : 0)}{Moment("since", range.Since)}{Moment("until", range.Until)}";
        try
        {
            return await http.GetAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return null; // A conflict is one with its removal.
        }
        catch (DockerApiException e)
        {
            Wire.ContainerInspectResponse? found = await FindAsync(attempt, container, cancellationToken).ConfigureAwait(false);
            return found is null || IsGoing(found) ? null : throw Explain(attempt, container, found, e);
        }
    }

    // An engine refuses the log of a container that it is removing, or could not remove to the end.
    private static bool IsGoing(Wire.ContainerInspectResponse found) => StateWords.ToState(found.State?.Status) is ContainerState.Removing or ContainerState.Dead;

    private static ComposeEngineException Explain(string attempt, ProjectContainer container, Wire.ContainerInspectResponse found, DockerApiException refusal) =>
        KeepsNoLog(found, refusal) is { } driver
            ? new ComposeEngineException(
                DiagnosticCodes.LogUnreadable,
                $"{attempt}: its logging driver \"{driver}\" keeps nothing that the engine could read back. Name other services, or give service \"{container.Service}\" another \"logging.driver\".",
                (int)refusal.StatusCode,
                refusal)
            : ErrorMapper.ToException(new Refusal(attempt, null, (int)refusal.StatusCode, ErrorMapper.ReadMessage(refusal.ResponseBody)), inner: refusal);

    // Engines refuse with 500 or 501; what the container is made with tells why.
    private static string? KeepsNoLog(Wire.ContainerInspectResponse found, DockerApiException refusal)
    {
        if (refusal.StatusCode is not (HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented))
            return null;

        string? driver = found.HostConfig?.LogConfig?.Type;
        return driver is null or "json-file" or "local" or "journald" ? null : driver;
    }

    private Task<Wire.ContainerInspectResponse?> FindAsync(string attempt, ProjectContainer container, CancellationToken cancellationToken) => calls.AskAsync(
        attempt,
        token => Inspection.OrNoneAsync(() => Patience.AskAsync(again => client.Containers.InspectContainerAsync(container.Id, again), time, token)),
        cancellationToken);

    private static string Moment(string name, long nanoseconds) => nanoseconds == 0 ? "" : $"&{name}={EngineTime.ToSeconds(nanoseconds)}";

    private static LogLine LineOf(ProjectContainer container, LogPiece piece) => new()
    {
        Service = container.Service,
        Container = container.Name,
        Number = container.Number,
        Source = piece.Source,
        UnixTimeNanoseconds = piece.Time,
        Text = piece.Text,
    };
}
