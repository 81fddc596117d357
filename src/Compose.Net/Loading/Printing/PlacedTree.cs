using System.Globalization;
using System.Runtime.InteropServices;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>
/// Gives each node of a printed layout its place: in the files, where the project knows it, else its path in the project. Takes the printer's escapes back.
/// </summary>
internal sealed class PlacedTree
{
    private readonly IProjectPlaces? _places;
    private readonly List<string> _keys = [];

    private PlacedTree(IProjectPlaces? places)
    {
        _places = places;
    }

    public static MappingNode Of(MappingNode root, IProjectPlaces? places) => new PlacedTree(places).Of(root, "");

    /// <summary>The place of a path: it has no line.</summary>
    public static SourceSpan Place(string path) => new(path, 0, 0);

    private MappingNode Of(MappingNode mapping, string path)
    {
        var placed = new MappingNode(PlaceOf(path), null, mapping.Count);
        foreach (MappingEntry entry in mapping.Entries)
        {
            string below = path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
            _keys.Add(entry.Name);
            placed.Add(new ScalarNode(PlaceOf(below), entry.Name), Of(entry.Value, below));
            _keys.RemoveAt(_keys.Count - 1);
        }

        return placed;
    }

    private Node Of(Node node, string path)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Of(mapping, path);
            case SequenceNode sequence:
                var placed = new SequenceNode(PlaceOf(path), null, sequence.Items.Count);
                for (int i = 0; i < sequence.Items.Count; i++)
                {
                    placed.Add(Of(sequence.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
                }

                return placed;
            case ScalarNode scalar:
                return new ScalarNode(PlaceOf(path), scalar.Text.Replace("$$", "$", StringComparison.Ordinal), scalar.Kind);
            default:
                return node;
        }
    }

    // Items of lists have no place of their own: lists may have been merged.
    private SourceSpan PlaceOf(string path) =>
        _keys.Count > 0 && _places?.Find(CollectionsMarshal.AsSpan(_keys)) is { } found ? found : Place(path);
}
