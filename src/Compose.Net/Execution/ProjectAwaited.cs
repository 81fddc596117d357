namespace Compose.Net.Execution;

/// <summary>Another process of this user, or another part of this one, is changing the project: nothing begins before it has ended.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="ProcessId">The process that is waited for; null where it is not known.</param>
public sealed record ProjectAwaited(string Project, int? ProcessId) : ComposeEvent;
