using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A container that services name whose namespaces or mounts they share, whoever it belongs to.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="Name">The name, without the leading slash.</param>
internal sealed record NamedContainer(string Id, string Name)
{
    /// <summary>Where something is mounted in it, ordered.</summary>
    public ImmutableArray<string> MountPlaces { get; init => field = Ordinal.List(value); } = [];
}
