using System.Text.Json;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;

namespace Compose.Net.Docker.Errors;

/// <summary>The one way to the engine: makes a call and turns whatever goes wrong into a <see cref="ComposeEngineException"/>.</summary>
internal sealed class EngineCalls(ConnectionFailure connection, TimeProvider time)
{
    /// <summary>How long the engine may take to answer a question. Changes have no limit: a stop or a removal may take minutes.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    /// <summary>Finds out who stands in the way of an operation; set once there is an engine to ask.</summary>
    public Func<Refusal, CancellationToken, Task<string?>> FindCulprit { get; set; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>Asks the engine something.</summary>
    /// <param name="attempt">What fails if it fails, as a half sentence.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> AskAsync<T>(string attempt, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AskAsync(attempt, call, AnswerLimit, cancellationToken);

    /// <summary>Asks the engine something that it must answer within a limit.</summary>
    public async Task<T> AskAsync<T>(string attempt, Func<CancellationToken, Task<T>> call, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await RunAsync(attempt, operation: null, call, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EngineSilent,
                $"{attempt}: the engine at {connection.Place} did not answer within {within.TotalSeconds:0} seconds. Check its log, or restart it.",
                innerException: e);
        }
    }

    /// <summary>Has the engine carry out an operation, however long that takes.</summary>
    public Task ChangeAsync(Operation operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RunAsync<object?>(
            OperationWords.Failed(operation),
            operation,
            async token =>
            {
                await call(token).ConfigureAwait(false);
                return null;
            },
            cancellationToken);

    /// <summary>Has the engine do something, however long that takes.</summary>
    public async Task<T> RunAsync<T>(string attempt, Operation? operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            var refusal = new Refusal(attempt, operation, (int)e.StatusCode, ErrorMapper.ReadMessage(e.ResponseBody));
            string? culprit = await FindCulprit(refusal, cancellationToken).ConfigureAwait(false);
            throw ErrorMapper.ToException(refusal, culprit, e);
        }
        catch (JsonException e)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EngineUnreachable,
                $"{attempt}: what answers at {connection.Place} does not speak like a Docker Engine: {e.Message} Check the endpoint.",
                innerException: e);
        }
        catch (Exception e) when (ConnectionFailure.IsOne(e) && !cancellationToken.IsCancellationRequested)
        {
            throw connection.ToException(attempt, e);
        }
    }
}
