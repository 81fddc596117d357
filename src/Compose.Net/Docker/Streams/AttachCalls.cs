using System.Globalization;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Takes hold of the streams of containers that are about to start.</summary>
internal sealed class AttachCalls(EngineEndpoint endpoint, string apiVersion, EngineHttp http, EngineCalls calls, TimeProvider time)
{
    /// <param name="container">The container's name.</param>
    /// <param name="streams">Where its streams go.</param>
    /// <param name="untilRemoved">Whether its end is waited for until the engine has removed it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IProcessAttachment> AttachAsync(string container, ProcessStreams streams, bool untilRemoved, CancellationToken cancellationToken)
    {
        string attempt = $"Container \"{container}\" could not be attached to";
        string id = (await calls.AskAsync(attempt, token => http.GetAsync($"containers/{container}/json", EngineJson.Default.CreatedBody, token), cancellationToken).ConfigureAwait(false)).Id;
        string path = $"containers/{id}/attach?stream=1&stdout=1&stderr=1&stdin={(streams.Input is null ? 0 : 1)}";
        TakenConnection connection = await calls.AskAsync(
            attempt,
            token => TakenConnection.OpenAsync(endpoint, apiVersion, path, body: null, EngineJson.Default.ExecStartBody, token),
            cancellationToken).ConfigureAwait(false);
        try
        {
            // The engine answers at once, and tells the end in the body: asked before the start, it cannot miss it.
            HttpResponseMessage end = await calls.AskAsync(
                attempt,
                token => http.PostAsync($"containers/{id}/wait?condition={(untilRemoved ? "removed" : "next-exit")}", new ExecStartBody(), EngineJson.Default.ExecStartBody, token),
                cancellationToken).ConfigureAwait(false);
            return new Attachment(id, $"The streams of container \"{container}\" broke", connection, end, streams, http, calls, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private sealed class Attachment(string id, string attempt, TakenConnection connection, HttpResponseMessage end, ProcessStreams streams, EngineHttp http, EngineCalls calls, TimeProvider time) : IProcessAttachment
    {
        public string ContainerId => id;

        public async Task<int> RunAsync(CancellationToken cancellationToken)
        {
            await new Session(attempt, connection, streams, calls, time).RunAsync(ResizeAsync, cancellationToken).ConfigureAwait(false);
            return (int)(await calls.RunAsync(attempt, operation: null, token => EngineHttp.ReadAsync(end, EngineJson.Default.WaitBody, token), cancellationToken).ConfigureAwait(false)).StatusCode;
        }

        public void Dispose()
        {
            end.Dispose();
            connection.Dispose();
        }

        private async Task ResizeAsync(int columns, int rows, CancellationToken cancellationToken)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"containers/{id}/resize?h={rows}&w={columns}");
            using HttpResponseMessage resized = await http.PostAsync(path, new ExecStartBody(), EngineJson.Default.ExecStartBody, cancellationToken).ConfigureAwait(false);
        }
    }
}
