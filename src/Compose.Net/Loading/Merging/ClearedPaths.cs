using System.Collections.Immutable;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Takes out what a later document clears by <c>!reset</c> or <c>!override</c>.</summary>
internal static class ClearedPaths
{
    public static void Remove(MappingNode mapping, ImmutableArray<string> path)
    {
        for (int i = 0; i < path.Length - 1; i++)
        {
            if (mapping.Get<MappingNode>(path[i]) is not { } below)
            {
                return;
            }

            mapping = below;
        }

        mapping.RemoveAll(entry => entry.Name == path[^1]);
    }
}
