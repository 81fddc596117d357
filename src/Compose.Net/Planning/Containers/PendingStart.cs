using System.Collections.Immutable;

namespace Compose.Net.Planning;

/// <summary>A container that is ready to be started, as soon as its service may begin.</summary>
/// <param name="Replica">The replica that it stands for.</param>
/// <param name="Operation">What makes it run: a start, or the end of a pause.</param>
/// <param name="Reason">Why it is not running.</param>
/// <param name="Before">What must have succeeded before.</param>
internal sealed record PendingStart(Replica Replica, Operation Operation, Reason Reason, ImmutableArray<int> Before);
