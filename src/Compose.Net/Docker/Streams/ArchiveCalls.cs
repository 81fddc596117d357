using System.Text.Json;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Reads and writes files inside containers, as archives.</summary>
internal sealed class ArchiveCalls(EngineHttp http, EngineCalls calls)
{
    private const string StatHeader = "X-Docker-Container-Path-Stat";
    private const uint FolderBit = 1u << 31;
    private const uint LinkBit = 1u << 27;

    /// <summary>Returns null where there is nothing.</summary>
    public Task<PathStat?> StatAsync(ProjectContainer container, string path, CancellationToken cancellationToken) => calls.AskAsync(
        $"\"{path}\" could not be looked for in container \"{container.Name}\"",
        async token =>
        {
            using HttpResponseMessage? response = await Inspection.OrNoneAsync(() => http.HeadAsync($"containers/{container.Id}/archive?path={Uri.EscapeDataString(path)}", token)).ConfigureAwait(false);
            return response is null ? null : Read(response);
        },
        cancellationToken);

    public async Task ReadAsync(ProjectContainer container, string path, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        string attempt = $"\"{path}\" could not be copied from container \"{container.Name}\"";
        using HttpResponseMessage response = await calls.RunAsync(
            attempt,
            operation: null,
            token => http.GetAsync($"containers/{container.Id}/archive?path={Uri.EscapeDataString(path)}", token),
            cancellationToken).ConfigureAwait(false);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, calls.Ended);
        var archive = new WireStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        await using (archive.ConfigureAwait(false))
        {
            try
            {
                await take(archive, both.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (archive.Failure is not null || both.IsCancellationRequested)
            {
                throw await calls.ExplainAsync(attempt, archive.Failure ?? e, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task WriteAsync(ProjectContainer container, string folder, Func<Stream, CancellationToken, Task> write, bool keepOwner, CancellationToken cancellationToken)
    {
        string attempt = $"Nothing could be copied to \"{folder}\" in container \"{container.Name}\"";
        string path = $"containers/{container.Id}/archive?path={Uri.EscapeDataString(folder)}&noOverwriteDirNonDir=true{(keepOwner ? "&copyUIDGID=true" : "")}";
        using var archive = new PushedContent(write);
        try
        {
            await calls.RunAsync(attempt, operation: null, token => SendAsync(path, archive, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (archive.Failure is { } failure)
        {
            throw CopyTarget.Refused($"{attempt}, or not all of it: what is copied cannot be read. {failure.Message} Give yourself the right to read it, or leave it out.", failure);
        }
    }

    private async Task SendAsync(string path, PushedContent archive, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(archive).ConfigureAwait(false);
        }
        catch (Exception e) when (archive.Failure is null && ConnectionFailure.IsOne(e))
        {
            // An engine that refuses hangs up on what is still on its way, and its answer is lost. It refuses nothing at all for the same reason.
            using var nothing = new PushedContent((_, _) => Task.CompletedTask);
            await PutAsync(nothing).ConfigureAwait(false);
            throw;
        }

        async Task PutAsync(PushedContent content)
        {
            using HttpResponseMessage response = await http.SendArchiveAsync(HttpMethod.Put, path, content, default, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PathStat? Read(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(StatHeader, out IEnumerable<string>? values))
            return null;

        PathStatBody? body = JsonSerializer.Deserialize(Convert.FromBase64String(values.First()), EngineJson.Default.PathStatBody);
        return body is null ? null : new PathStat((body.Mode & FolderBit) != 0, (body.Mode & LinkBit) != 0 ? body.LinkTarget ?? "" : "");
    }
}
