using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Compose.Net.Docker.Streams;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Reads what containers write. Not through the client package, which keeps the two streams apart and so loses their order.</summary>
internal sealed class OutputCalls(DockerClient client, EngineHttp http, ExecCalls commands)
{
    public async Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken)
    {
        try
        {
            Wire.ContainerInspectResponse found = await client.Containers.InspectContainerAsync(container, cancellationToken).ConfigureAwait(false);
            string path = string.Create(CultureInfo.InvariantCulture, $"containers/{found.ID}/logs?stdout=1&stderr=1&tail={count}");
            using HttpResponseMessage response = await http.GetAsync(path, cancellationToken).ConfigureAwait(false);
            var lines = new LineCollector();
            await foreach (OutputPiece piece in ReadAsync(response, found.Config?.Tty ?? false, cancellationToken).ConfigureAwait(false))
                lines.Add(piece);

            ImmutableArray<string> all = lines.Finish();
            return all.Length > count ? all[^count..] : all;
        }
        catch (DockerApiException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented || e.ResponseBody?.Contains("does not support reading", StringComparison.Ordinal) == true)
        {
            // No container or no readable log: there are no lines.
            return [];
        }
    }

    public async Task<CommandResult> RunAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        int exitCode = await RunAsync(container, new ExecCreateBody(command), output.Write, cancellationToken).ConfigureAwait(false);
        return new CommandResult(exitCode, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
    }

    /// <summary>Runs a command, and returns its output as far as it fits.</summary>
    /// <param name="container">The container.</param>
    /// <param name="command">The command.</param>
    /// <param name="tail">How many bytes of the end of its output are of use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CommandResult> RunAsync(string container, ExecCreateBody command, int tail, CancellationToken cancellationToken)
    {
        var output = new OutputTail(tail);
        int exitCode = await RunAsync(container, command, output.Add, cancellationToken).ConfigureAwait(false);
        return new CommandResult(exitCode, output.ToString());
    }

    private async Task<int> RunAsync(string container, ExecCreateBody command, Action<ReadOnlySpan<byte>> take, CancellationToken cancellationToken)
    {
        string id;
        using (HttpResponseMessage created = await http.PostAsync($"containers/{container}/exec", command, EngineJson.Default.ExecCreateBody, cancellationToken).ConfigureAwait(false))
            id = (await EngineHttp.ReadAsync(created, EngineJson.Default.CreatedBody, cancellationToken).ConfigureAwait(false)).Id;

        using (HttpResponseMessage started = await http.PostAsync($"exec/{id}/start", new ExecStartBody(), EngineJson.Default.ExecStartBody, cancellationToken).ConfigureAwait(false))
        {
            await foreach (OutputPiece piece in ReadAsync(started, terminal: false, cancellationToken).ConfigureAwait(false))
                take(piece.Bytes);
        }

        return await commands.ReadExitCodeAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<OutputPiece> ReadAsync(HttpResponseMessage response, bool terminal, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (OutputPiece piece in OutputReader.ReadAsync(stream, terminal, cancellationToken).ConfigureAwait(false))
            yield return piece;
    }
}
