namespace Compose.Net.Model;

/// <summary>A named pipe of a Windows host.</summary>
/// <param name="Source">The pipe's path on the host.</param>
/// <param name="Target">The pipe's path inside the container.</param>
public sealed record NamedPipeMount(string Source, string Target) : MountDefinition(Target);
