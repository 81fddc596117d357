using System.Collections.Immutable;
using Compose.Net.Loading.Printing;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Keeps the keys of the user's own at the top of a file.</summary>
internal static class ExtensionBinder
{
    public static ImmutableSortedDictionary<string, string> Bind(MappingNode root)
    {
        ImmutableSortedDictionary<string, string>.Builder extensions = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (MappingEntry entry in root.Entries)
        {
            if (entry.Name.StartsWith("x-", StringComparison.Ordinal))
            {
                extensions.Add(entry.Name, JsonPrinter.Print(Sorted(entry.Value)));
            }
        }

        return extensions.ToImmutable();
    }

    // The order of keys means nothing, so it must not make two projects of one. The reader bounds the depth.
    private static Node Sorted(Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                var sorted = new MappingNode(mapping.Span, capacity: mapping.Count);
                foreach (MappingEntry entry in mapping.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    sorted.Add(entry.Key, Sorted(entry.Value));
                }

                return sorted;
            case SequenceNode sequence:
                var list = new SequenceNode(sequence.Span, capacity: sequence.Items.Count);
                sequence.Items.ForEach(item => list.Add(Sorted(item)));
                return list;
            default:
                return node;
        }
    }
}
