using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>One container that somebody wants beside a service's own.</summary>
/// <param name="Service">The service as this one container is to be: with its command, its ports, its variables.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Slug">A word that no other one-off container has, for its label.</param>
internal sealed record OneOffRequest(ServiceDefinition Service, string Name, string Slug)
{
    /// <summary>Whether all that the service depends on is brought up first. What it cannot be made without is in any case.</summary>
    public bool WithDependencies { get; init; } = true;

    /// <summary>Whether it answers to the service's names on its networks, as the service's own containers do.</summary>
    public bool UsesAliases { get; init; }

    /// <summary>What is wanted of images and orphans.</summary>
    public ReconcileOptions Options { get; init; } = new();

    /// <summary>Whether the engine removes it, with its anonymous volumes, when it ends.</summary>
    public bool RemoveAtEnd { get; init; }
}
