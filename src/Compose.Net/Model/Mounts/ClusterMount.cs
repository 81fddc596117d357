namespace Compose.Net.Model;

/// <summary>A volume of a swarm's cluster.</summary>
/// <param name="Source">The volume's name in the cluster.</param>
/// <param name="Target">The absolute path inside the container.</param>
public sealed record ClusterMount(string Source, string Target) : MountDefinition(Target);
