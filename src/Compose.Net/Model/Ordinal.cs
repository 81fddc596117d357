using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>The one order of names in the model: by code unit, whatever the machine's culture.</summary>
internal static class Ordinal
{
    /// <summary>The empty map, always the same one, so that records that hold it are equal.</summary>
    public static ImmutableSortedDictionary<string, T> Map<T>() => Empty<T>.Map;

    public static ImmutableSortedDictionary<string, T> Sorted<T>(ImmutableSortedDictionary<string, T> map) =>
        map.IsEmpty ? Empty<T>.Map : map.WithComparers(StringComparer.Ordinal);

    public static ImmutableArray<T> List<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;

    private static class Empty<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Map = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
