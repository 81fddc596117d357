using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Gives each node of a printed layout its path in the project as its place, and takes the printer's escapes back.</summary>
internal static class PlacedTree
{
    public static MappingNode Of(MappingNode root) => Of(root, "");

    /// <summary>The place of a path: it has no line.</summary>
    public static SourceSpan Place(string path) => new(path, 0, 0);

    private static MappingNode Of(MappingNode mapping, string path)
    {
        var placed = new MappingNode(Place(path), null, mapping.Count);
        foreach (MappingEntry entry in mapping.Entries)
        {
            string below = path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
            placed.Add(new ScalarNode(Place(below), entry.Name), Of(entry.Value, below));
        }

        return placed;
    }

    private static Node Of(Node node, string path)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Of(mapping, path);
            case SequenceNode sequence:
                var placed = new SequenceNode(Place(path), null, sequence.Items.Count);
                for (int i = 0; i < sequence.Items.Count; i++)
                {
                    placed.Add(Of(sequence.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
                }

                return placed;
            case ScalarNode scalar:
                return new ScalarNode(Place(path), scalar.Text.Replace("$$", "$", StringComparison.Ordinal), scalar.Kind);
            default:
                return node;
        }
    }
}
