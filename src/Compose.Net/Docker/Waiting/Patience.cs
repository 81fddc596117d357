using Compose.Net.Docker.Errors;

namespace Compose.Net.Docker.Waiting;

/// <summary>How often, and after which pauses, a lost connection is made again: an engine that restarts is back within that time.</summary>
internal static class Patience
{
    /// <summary>How many attempts there are in a row; the pauses come to about 9 seconds.</summary>
    public const int MaxAttempts = 8;

    /// <summary>Returns the pause after an attempt, which count from 1: 0.1 seconds, then twice as long each time, up to 3 seconds.</summary>
    public static TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(3, 0.1 * (1 << Math.Clamp(attempt - 1, 0, 10))));

    /// <summary>Asks the engine something, again where the connection breaks.</summary>
    public static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> question, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await question(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (attempt < MaxAttempts && ConnectionFailure.IsOne(e) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(PauseAfter(attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
