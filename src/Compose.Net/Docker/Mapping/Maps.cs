using System.Collections.Immutable;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns the engine's maps, which may be null, into ordered ones.</summary>
internal static class Maps
{
    public static ImmutableSortedDictionary<string, string> FromWire(IDictionary<string, string>? map) => FromWire(map, value => value);

    public static ImmutableSortedDictionary<string, TOut> FromWire<TIn, TOut>(IDictionary<string, TIn>? map, Func<TIn, TOut> convert) =>
        (map ?? new Dictionary<string, TIn>()).ToImmutableSortedDictionary(pair => pair.Key, pair => convert(pair.Value), StringComparer.Ordinal);
}
