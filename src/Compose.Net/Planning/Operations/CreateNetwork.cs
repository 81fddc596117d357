using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Creates a network.</summary>
/// <param name="Network">What is wanted.</param>
/// <param name="Labels">All labels, the user's and ours.</param>
public sealed record CreateNetwork(NetworkDefinition Network, ImmutableSortedDictionary<string, string> Labels) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Network.Name;

    /// <summary>What no compose file says of a network; null where one is made for a project.</summary>
    internal EngineNetworkSettings? Settings { get; init; }
}
