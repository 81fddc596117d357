namespace Compose.Net.Execution;

/// <summary>What is to be followed.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Choice">Which of its containers.</param>
/// <param name="Range">Which lines of each.</param>
/// <param name="Clock">A moment by the engine's clock before the list of containers was asked for: what happens after it is heard of by events.</param>
/// <param name="Unreadable">Gets the error of a container whose log the engine does not keep, of which only the end is told; null throws it.</param>
internal sealed record FollowRequest(string Project, ContainerChoice Choice, LogRange Range, long Clock, Action<ComposeEngineException>? Unreadable);
