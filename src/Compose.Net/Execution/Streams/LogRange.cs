namespace Compose.Net.Execution;

/// <summary>Which lines of one container are read.</summary>
/// <param name="Since">The earliest moment, in nanoseconds since 1970; 0 is the beginning.</param>
/// <param name="Until">The latest moment, in nanoseconds since 1970; 0 is the end.</param>
/// <param name="Tail">How many lines at most; null takes all.</param>
/// <param name="Follow">Whether lines are waited for until the container's process ends.</param>
internal sealed record LogRange(long Since = 0, long Until = 0, int? Tail = null, bool Follow = false);
