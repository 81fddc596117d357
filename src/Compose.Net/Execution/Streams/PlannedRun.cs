using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>One more container of a service, as it would be run. Nothing is changed yet.</summary>
public sealed record PlannedRun
{
    internal PlannedRun()
    {
    }

    /// <summary>What brings up all that it depends on, and makes the container, without starting it.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunOptions Options { get; init; }
}
