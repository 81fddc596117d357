using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Runs commands inside containers that run already.</summary>
internal sealed class ExecCalls(EngineEndpoint endpoint, string apiVersion, EngineHttp http, EngineCalls calls, ContainerWait wait, TimeProvider time)
{
    public async Task<int> RunAsync(ProjectContainer container, ImmutableArray<string> command, ExecOptions options, CancellationToken cancellationToken)
    {
        string attempt = $"A command could not be run in container \"{container.Name}\"";
        string id = await calls.AskAsync(attempt, token => CreateAsync(container, command, options, token), cancellationToken).ConfigureAwait(false);
        var start = new ExecStartBody { Detach = options.Detach, Tty = options.Streams.Terminal is not null, ConsoleSize = SizeOf(options.Streams.Terminal) };
        if (options.Detach)
        {
            using HttpResponseMessage started = await calls.AskAsync(attempt, token => http.PostAsync($"exec/{id}/start", start, EngineJson.Default.ExecStartBody, token), cancellationToken).ConfigureAwait(false);
            return 0;
        }

        using (TakenConnection connection = await calls.RunAsync(
            attempt,
            operation: null,
            token => TakenConnection.OpenAsync(endpoint, apiVersion, $"exec/{id}/start", start, EngineJson.Default.ExecStartBody, token),
            cancellationToken).ConfigureAwait(false))
        {
            await new Session(attempt, connection, options.Streams, calls, time).RunAsync((columns, rows, token) => ResizeAsync(id, columns, rows, token), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await calls.RunAsync(attempt, operation: null, token => ReadExitCodeAsync(container.Id, id, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ComposeEngineException e) when (e.StatusCode == (int)HttpStatusCode.NotFound)
        {
            // Not an engine's refusal, after which it could be tried elsewhere: it has run.
            throw new ComposeEngineException(e.Code, $"How a command in container \"{container.Name}\" ended is not known: the container was removed meanwhile. Run it again if it must be known.", innerException: e);
        }
    }

    /// <summary>Returns the exit code once the command has ended: its output may end before.</summary>
    public async Task<int> ReadExitCodeAsync(string container, string id, CancellationToken cancellationToken)
    {
        ExecState state = await http.GetAsync($"exec/{id}/json", EngineJson.Default.ExecState, cancellationToken).ConfigureAwait(false);
        if (state.Running)
        {
            await wait.UntilAsync(
                container,
                async () => !(state = await http.GetAsync($"exec/{id}/json", EngineJson.Default.ExecState, cancellationToken).ConfigureAwait(false)).Running,
                cancellationToken).ConfigureAwait(false);
        }

        return (int)(state.ExitCode ?? 0);
    }

    private async Task<string> CreateAsync(ProjectContainer container, ImmutableArray<string> command, ExecOptions options, CancellationToken cancellationToken)
    {
        var body = new ExecCreateBody(command)
        {
            AttachStdin = options.Streams.Input is not null && !options.Detach,
            AttachStdout = !options.Detach,
            AttachStderr = !options.Detach,
            Tty = options.Streams.Terminal is not null,
            Privileged = options.Privileged ? true : null,
            User = options.User,
            WorkingDir = options.WorkingDirectory,
            Env = options.Environment.IsEmpty ? null : [.. options.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        };
        using HttpResponseMessage created = await http.PostAsync($"containers/{container.Id}/exec", body, EngineJson.Default.ExecCreateBody, cancellationToken).ConfigureAwait(false);
        return (await EngineHttp.ReadAsync(created, EngineJson.Default.CreatedBody, cancellationToken).ConfigureAwait(false)).Id;
    }

    // So that the command's first look at its window is right. Engines before API 1.42 pass over it; they are told a moment after the start.
    private static int[]? SizeOf(TerminalWindow? window) => window is { Rows: > 0, Columns: > 0 } ? [window.Rows, window.Columns] : null;

    private async Task ResizeAsync(string id, int columns, int rows, CancellationToken cancellationToken)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"exec/{id}/resize?h={rows}&w={columns}");
        using HttpResponseMessage resized = await http.PostAsync(path, new ExecStartBody(), EngineJson.Default.ExecStartBody, cancellationToken).ConfigureAwait(false);
    }
}
