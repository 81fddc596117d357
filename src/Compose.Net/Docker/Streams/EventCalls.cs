using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;

namespace Compose.Net.Docker.Streams;

/// <summary>Reads the events of a project's containers, and the engine's clock that they are stamped with.</summary>
internal sealed class EventCalls(EngineHttp http, EngineCalls calls, TimeProvider time)
{
    private const string OurLabels = "compose-net.";
    private const string TheirLabels = "com.docker.compose.";

    /// <summary>How far times may be out of order: each event is stamped a moment before it is told.</summary>
    private const long Disorder = 1_000_000_000;

    public Task<long> ReadClockAsync(CancellationToken cancellationToken) => calls.AskAsync(
        "The engine's clock could not be read",
        async token =>
        {
            InfoBody info = await Patience.AskAsync(again => http.GetAsync("info", EngineJson.Default.InfoBody, again), time, token).ConfigureAwait(false);
            return EngineTimestamp.TryRead(Encoding.UTF8.GetBytes(info.SystemTime ?? ""), out long now, out _) ? now : throw new JsonException("It does not tell its time.");
        },
        cancellationToken);

    public async IAsyncEnumerable<ContainerEvent> ReadAsync(string project, long since, long until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string attempt = $"The events of project \"{project}\" could not be read";
        var reconnection = new Reconnection(time);
        var seen = new RecentEvents();
        long last = since;
        while (true)
        {
            long from = last == since ? since : Math.Max(since, last - Disorder);
            IAsyncEnumerator<EngineEvent> events = ReadOnceAsync(attempt, project, from, until, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (await reconnection.NextAsync(events, cancellationToken).ConfigureAwait(false))
                {
                    EngineEvent happened = events.Current;
                    last = Math.Max(last, happened.TimeNano);
                    if (seen.Add(happened) && happened.Actor.Attributes?.GetValueOrDefault(Labels.OneOff) != "True")
                        yield return FromWire(happened);
                }
            }

            if (!await reconnection.IsWantedAsync(attempt, calls, cancellationToken).ConfigureAwait(false))
                yield break;
        }
    }

    private async IAsyncEnumerable<EngineEvent> ReadOnceAsync(string attempt, string project, long since, long until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await OpenAsync(attempt, project, since, until, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, EngineJson.Default.EngineEvent) is { } happened)
                yield return happened;
        }

        // Only the end that was asked for is an end.
        if (until == 0)
            throw new EndOfStreamException("The engine closed its event stream.");
    }

    private async Task<HttpResponseMessage> OpenAsync(string attempt, string project, long since, long until, CancellationToken cancellationToken)
    {
        string filters = Uri.EscapeDataString($$"""{"type":["container"],"label":["{{Labels.Project}}={{project}}"]}""");
        string end = until == 0 ? "" : $"&until={EngineTime.ToSeconds(until)}";
        try
        {
            return await http.GetAsync($"events?since={EngineTime.ToSeconds(since)}{end}&filters={filters}", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            throw ErrorMapper.ToException(new Refusal(attempt, null, (int)e.StatusCode, ErrorMapper.ReadMessage(e.ResponseBody)), inner: e);
        }
    }

    private static ContainerEvent FromWire(EngineEvent wire)
    {
        var attributes = Ordinal.Map<string>().AddRange(wire.Actor.Attributes ?? []);
        return new ContainerEvent
        {
            Action = wire.Action,
            Service = attributes.GetValueOrDefault(Labels.Service, ""),
            Container = attributes.GetValueOrDefault("name", wire.Actor.Id),
            ContainerId = wire.Actor.Id,
            Number = ContainerList.NumberOf(attributes),
            UnixTimeNanoseconds = wire.TimeNano,
            ExitCode = long.TryParse(attributes.GetValueOrDefault("exitCode"), NumberStyles.None, CultureInfo.InvariantCulture, out long code) ? (int)code : null,
            Attributes = attributes.RemoveRange(attributes.Keys.Where(IsInternal)),
        };
    }

    private static bool IsInternal(string label) =>
        label.StartsWith(TheirLabels, StringComparison.Ordinal) || label.StartsWith(OurLabels, StringComparison.Ordinal);
}
