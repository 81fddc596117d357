using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Creates a volume.</summary>
/// <param name="Volume">What is wanted.</param>
/// <param name="Labels">All labels, the user's and ours.</param>
public sealed record CreateVolume(VolumeDefinition Volume, ImmutableSortedDictionary<string, string> Labels) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Volume.Name;
}
