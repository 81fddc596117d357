using System.Collections.Immutable;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Takes out what a later document clears by <c>!reset</c> or <c>!override</c>.</summary>
internal static class ClearedPaths
{
    public static void Remove(MappingNode root, IEnumerable<ImmutableArray<string>> paths)
    {
        // What is cleared in one mapping goes at once: there may be thousands.
        foreach (IGrouping<string, ImmutableArray<string>> inOne in paths.GroupBy(path => string.Join('\0', path[..^1])))
        {
            if (Find(root, inOne.First()[..^1]) is { } mapping)
            {
                var names = inOne.Select(path => path[^1]).ToHashSet(StringComparer.Ordinal);
                mapping.RemoveAll(entry => names.Contains(entry.Name));
            }
        }
    }

    private static MappingNode? Find(MappingNode mapping, ImmutableArray<string> path)
    {
        MappingNode? found = mapping;
        foreach (string key in path)
        {
            found = found?.Get<MappingNode>(key);
        }

        return found;
    }
}
