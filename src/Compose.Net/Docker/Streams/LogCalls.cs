using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Streams;

/// <summary>Reads containers' logs. Never by attaching: who is attached and does not read holds up the container itself.</summary>
internal sealed class LogCalls(DockerClient client, EngineHttp http, EngineCalls calls, TimeProvider time)
{
    public async IAsyncEnumerable<LogLine> ReadAsync(ProjectContainer container, LogRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string attempt = $"The log of container \"{container.Name}\" could not be read";
        bool? terminal = await HasTerminalAsync(attempt, container, cancellationToken).ConfigureAwait(false);
        if (terminal is null)
            yield break;

        var reconnection = new Reconnection(time);
        bool isUndated = false;
        while (true)
        {
            IAsyncEnumerator<LogPiece> pieces = ReadOnceAsync(attempt, container, range, terminal.Value, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pieces.ConfigureAwait(false))
            {
                while (await reconnection.NextAsync(pieces, cancellationToken).ConfigureAwait(false))
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

    /// <summary>Returns null where there is no such container any more: it has no lines.</summary>
    private async Task<HttpResponseMessage?> OpenAsync(string attempt, ProjectContainer container, LogRange range, CancellationToken cancellationToken)
    {
        string tail = range.Tail is { } count ? count.ToString(CultureInfo.InvariantCulture) : "all";
        string path = $"containers/{container.Id}/logs?stdout=1&stderr=1&timestamps=1&tail={tail}&follow={(range.Follow ? 1 : 0)}{Moment("since", range.Since)}{Moment("until", range.Until)}";
        try
        {
            return await http.GetAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (DockerApiException e)
        {
            throw await ExplainAsync(attempt, container, e, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ComposeEngineException> ExplainAsync(string attempt, ProjectContainer container, DockerApiException refusal, CancellationToken cancellationToken) =>
        await KeepsNoLogAsync(container, refusal, cancellationToken).ConfigureAwait(false) is { } driver
            ? new ComposeEngineException(
                DiagnosticCodes.LogUnreadable,
                $"{attempt}: its logging driver \"{driver}\" keeps nothing that the engine could read back. Name other services, or give service \"{container.Service}\" another \"logging.driver\".",
                (int)refusal.StatusCode,
                refusal)
            : ErrorMapper.ToException(new Refusal(attempt, null, (int)refusal.StatusCode, ErrorMapper.ReadMessage(refusal.ResponseBody)), inner: refusal);

    // Engines refuse with 500 or 501; what the container is made with tells why.
    private async Task<string?> KeepsNoLogAsync(ProjectContainer container, DockerApiException refusal, CancellationToken cancellationToken)
    {
        if (refusal.StatusCode is not (HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented))
            return null;

        Wire.ContainerInspectResponse found = await client.Containers.InspectContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        string? driver = found.HostConfig?.LogConfig?.Type;
        return driver is null or "json-file" or "local" or "journald" ? null : driver;
    }

    private Task<bool?> HasTerminalAsync(string attempt, ProjectContainer container, CancellationToken cancellationToken) => calls.AskAsync(
        attempt,
        async token =>
        {
            try
            {
                return (bool?)((await Patience.AskAsync(again => client.Containers.InspectContainerAsync(container.Id, again), time, token).ConfigureAwait(false)).Config?.Tty ?? false);
            }
            catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
        },
        cancellationToken);

    private static string Moment(string name, long nanoseconds) => nanoseconds == 0 ? "" : $"&{name}={EngineTime.ToSeconds(nanoseconds)}";

    private static LogLine LineOf(ProjectContainer container, LogPiece piece) => new()
    {
        Service = container.Service,
        Container = container.Name,
        Number = container.Number,
        Source = (OutputSource)piece.Source,
        UnixTimeNanoseconds = piece.Time,
        Text = piece.Text,
    };
}
