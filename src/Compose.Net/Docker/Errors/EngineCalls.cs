using System.Runtime.CompilerServices;
using System.Text.Json;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;

namespace Compose.Net.Docker.Errors;

/// <summary>
/// The one way to the engine: makes a call and turns whatever goes wrong into a <see cref="ComposeEngineException"/>. When the client is
/// disposed, calls under way end with an <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class EngineCalls : IDisposable
{
    /// <summary>How long the engine may take to answer a question. Changes have no limit: a stop or a removal may take minutes.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly ConnectionFailure _connection;
    private readonly TimeProvider _time;
    private readonly Func<Refusal, CancellationToken, Task<string?>>? _findCulprit;
    private readonly CancellationTokenSource _ended = new();
    private int _disposals;

    /// <summary>Prepares for calls.</summary>
    /// <param name="connection">What is said where the connection fails.</param>
    /// <param name="time">The clock for limits.</param>
    /// <param name="findCulprit">Finds out who stands in the way of an operation; null while there is no engine to ask.</param>
    public EngineCalls(ConnectionFailure connection, TimeProvider time, Func<Refusal, CancellationToken, Task<string?>>? findCulprit = null)
    {
        _connection = connection;
        _time = time;
        _findCulprit = findCulprit;
        Ended = _ended.Token;
    }

    /// <summary>Cancelled when the client is disposed.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Ends all calls under way, and all that are yet to come.</summary>
    public void Dispose()
    {
        // Those who are late see that their end was asked for, from the token that they have.
        if (Interlocked.Exchange(ref _disposals, 1) == 0)
        {
            _ended.Cancel();
            _ended.Dispose();
        }
    }

    /// <summary>Asks the engine something.</summary>
    /// <param name="attempt">What fails if it fails, as a half sentence.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<T> AskAsync<T>(string attempt, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AskAsync(attempt, call, AnswerLimit, cancellationToken);

    /// <summary>Asks the engine something that it must answer within a limit.</summary>
    public async Task<T> AskAsync<T>(string attempt, Func<CancellationToken, Task<T>> call, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await RunAsync(attempt, operation: null, call, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw EndOf(e, cancellationToken);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EngineSilent,
                $"{attempt}: the engine at {_connection.Place} did not answer within {within.TotalSeconds:0} seconds. Check its log, or restart it.",
                innerException: e);
        }
    }

    /// <summary>Has the engine carry out an operation, however long that takes.</summary>
    public Task ChangeAsync(Operation operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RunAsync(OperationWords.Failed(operation), operation, call, cancellationToken);

    /// <summary>Has the engine do something that has no answer, however long that takes.</summary>
    public Task RunAsync(string attempt, Operation? operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RunAsync<object?>(
            attempt,
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
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        try
        {
            both.Token.ThrowIfCancellationRequested();
            return await call(both.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Exception told = await ToldAsync(attempt, operation, e, cancellationToken).ConfigureAwait(false);
            if (ReferenceEquals(told, e))
                throw;
            throw told;
        }
    }

    /// <summary>Returns what whoever called is told of a failure of the engine's that came up outside of a call, as while its answer was read.</summary>
    /// <param name="attempt">What failed, as a half sentence.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="cancellationToken">Where it is cancelled, that is what is told.</param>
    public Task<Exception> ExplainAsync(string attempt, Exception failure, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? Task.FromResult(EndOf(failure, cancellationToken))
        : ToldAsync(attempt, operation: null, failure, cancellationToken);

    /// <summary>Reads a sequence that goes on until somebody ends it.</summary>
    /// <param name="read">Begins to read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<T> FollowAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        IAsyncEnumerator<T> items = read(both.Token).GetAsyncEnumerator(both.Token);
        await using (items.ConfigureAwait(false))
        {
            while (await NextAsync(items, cancellationToken).ConfigureAwait(false))
                yield return items.Current;
        }
    }

    // What is said of a failure; the failure itself where there is nothing to say.
    private async Task<Exception> ToldAsync(string attempt, Operation? operation, Exception failure, CancellationToken cancellationToken)
    {
        switch (failure)
        {
            case Exception e when IsEnd(e, cancellationToken):
                return EndOf(e, cancellationToken);
            case DockerApiException e:
                var refusal = new Refusal(attempt, operation, (int)e.StatusCode, ErrorMapper.ReadMessage(e.ResponseBody));
                string? culprit = _findCulprit is null ? null : await _findCulprit(refusal, cancellationToken).ConfigureAwait(false);
                return ErrorMapper.ToException(refusal, culprit, e);
            case JsonException e:
                return new ComposeEngineException(
                    DiagnosticCodes.EngineUnreachable,
                    $"{attempt}: what answers at {_connection.Place} does not speak like a Docker Engine: {e.Message} Check the endpoint.",
                    innerException: e);
            case Exception e when ConnectionFailure.IsOne(e) && !cancellationToken.IsCancellationRequested:
                return _connection.ToException(attempt, e);
            default:
                return failure;
        }
    }

    private async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsEnd(e, cancellationToken))
        {
            throw EndOf(e, cancellationToken);
        }
    }

    // What a call fails with that was given up is of no matter, except that it was.
    private bool IsEnd(Exception exception, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? exception is OperationCanceledException canceled && canceled.CancellationToken != cancellationToken
        : Ended.IsCancellationRequested && exception is not ComposeEngineException;

    // Who cancelled looks for his own token.
    private static Exception EndOf(Exception exception, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? new OperationCanceledException(exception.Message, exception, cancellationToken)
        : new ObjectDisposedException("The client was disposed, which ends all that it does.", exception);
}
