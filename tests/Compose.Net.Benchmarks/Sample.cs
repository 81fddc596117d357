namespace Compose.Net.Benchmarks;

/// <summary>One run of a program.</summary>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="PeakKibibytes">The most memory it held; null where nothing on this machine measures it.</param>
internal readonly record struct Sample(TimeSpan Elapsed, long? PeakKibibytes);
