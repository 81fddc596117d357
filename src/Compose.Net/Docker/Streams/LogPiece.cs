using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>One line of a log, before it is known whose it is.</summary>
/// <param name="Source">Where it was written to.</param>
/// <param name="Time">When it was written, in nanoseconds since 1970; 0 where that is not told.</param>
/// <param name="Text">The line without its end.</param>
internal readonly record struct LogPiece(OutputSource Source, long Time, string Text);
