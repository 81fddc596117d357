using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>A way to try, from inside one container, what answers.</summary>
internal interface IServiceProbe
{
    /// <summary>What a report calls it.</summary>
    string Name { get; }

    /// <summary>Tries one target. Null where this way cannot tell.</summary>
    /// <param name="probe">What to try.</param>
    /// <param name="behind">The addresses that may answer to the target; empty where any may.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    Task<bool?> TryAsync(ReachabilityProbe probe, ImmutableHashSet<string> behind, CancellationToken cancellationToken);
}
