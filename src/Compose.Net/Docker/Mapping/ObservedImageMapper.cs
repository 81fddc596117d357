using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns what the engine says about an image into facts for the planner.</summary>
internal static class ObservedImageMapper
{
    public static ObservedImage FromWire(Wire.ImageInspectResponse wire) => new(wire.ID)
    {
        Tags = [.. (wire.RepoTags ?? []).Order(StringComparer.Ordinal)],
        Platform = string.Join('/', new[] { wire.Os, wire.Architecture, wire.Variant }.Where(part => !string.IsNullOrEmpty(part))),
        Size = wire.Size,
        CreatedAt = Time(wire.Created),
        TaggedAt = Time(wire.Metadata?.LastTagTime),
        VolumePlaces = [.. (wire.Config?.Volumes?.Keys ?? []).Order(StringComparer.Ordinal)],
        Labels = Maps.FromWire(wire.Config?.Labels),
    };

    // An engine that does not know writes the first of January of the year 1.
    private static DateTimeOffset? Time(DateTime? time) => time is { Year: > 1 } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}
