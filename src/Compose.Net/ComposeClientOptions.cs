using Compose.Net.Model;

namespace Compose.Net;

/// <summary>How a <see cref="ComposeClient"/> finds its engine and works with it.</summary>
public sealed record ComposeClientOptions
{
    /// <summary>The engine's endpoint: <c>unix://</c>, <c>npipe://</c>, <c>tcp://</c> or <c>http(s)://</c>. Null finds it as the docker command does: <c>DOCKER_HOST</c>, the current context, the default socket.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How many steps run at the same time at most, from 1 on. Defaults to 16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    = 16;

    /// <summary>Whether steps that do not depend on a failed one go on. Defaults to true.</summary>
    public bool ContinueAfterFailure { get; init; } = true;

    /// <summary>
    /// Whether what changes a project ends with its plan: it is made, reported as <see cref="Execution.PlanMade"/> and returned, and no step of it is
    /// carried out. Commands inside containers, copies of files and <see cref="ComposeClient.Networks"/> have no plan, and do what they always do.
    /// Defaults to false.
    /// </summary>
    public bool PlanOnly { get; init; }

    /// <summary>
    /// How long a change waits for another process of this user that is changing the same project on the same engine. Zero does not wait,
    /// <see cref="Timeout.InfiniteTimeSpan"/> waits for ever. Defaults to 10 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan LockTimeout { get; init => field = TimeLimit.Of(value, nameof(LockTimeout)); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long steps under way may go on after a cancellation, before they are given up too. Waits and pulls, which change nothing that is
    /// half done, are given up at once. <see cref="Timeout.InfiniteTimeSpan"/> lets them end. Defaults to 10 seconds.
    /// </summary>
    /// <remarks>An engine carries out what it was asked for, whoever has given up waiting: with a short time, what it was about to make may appear after the call has ended.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan CancellationGrace { get; init => field = TimeLimit.Of(value, nameof(CancellationGrace)); } = TimeSpan.FromSeconds(10);
}
