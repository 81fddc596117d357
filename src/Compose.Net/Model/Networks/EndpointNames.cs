using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Compose.Net.Model;

/// <summary>The names that containers answer to on a network, as far as they follow from the project.</summary>
internal static class EndpointNames
{
    // Asked for each endpoint of each service: looking through all networks each time would grow with the square of the project.
    private static readonly ConditionalWeakTable<ComposeProject, FrozenSet<string>> Shared = [];

    /// <summary>Whether containers have names on a network: the engine's own networks know none, and refuse any.</summary>
    /// <param name="network">The network's name on the engine.</param>
    public static bool AreKnownOn(string network) => network is not ("bridge" or "host" or "none");

    /// <summary>
    /// The service's name with the project's behind it, which no other project has. Containers answer to it on networks that other projects
    /// can join; null on those that are the project's alone.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The name of the service.</param>
    /// <param name="network">The network's name on the engine, for which several keys may stand.</param>
    public static string? WithProject(ComposeProject project, string service, string network) =>
        AreKnownOn(network) && Shared.GetValue(project, SharedOf).Contains(network) ? $"{service}.{project.Name}" : null;

    private static FrozenSet<string> SharedOf(ComposeProject project) =>
        project.Networks.Values.Where(network => IsShared(project, network)).Select(network => network.Name).ToFrozenSet(StringComparer.Ordinal);

    // Somebody else's network, or one of a name that the file gives, so that others can name it too.
    private static bool IsShared(ComposeProject project, NetworkDefinition network) => network.External || network.Name != $"{project.Name}_{network.Key}";
}
