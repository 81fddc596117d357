using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Builds a mapping key by key. A value that is null or empty leaves its key out; a dollar sign is doubled, so that it is read back as one.</summary>
internal sealed class ShapeBuilder
{
    public MappingNode Mapping { get; } = new(default);

    public ShapeBuilder Node(string key, Node? value)
    {
        if (value is not null)
        {
            Mapping.Add(new ScalarNode(default, key), value);
        }

        return this;
    }

    public ShapeBuilder Text(string key, string? value) => Node(key, value is null ? null : Scalar(value));

    public ShapeBuilder Number(string key, long? value) =>
        Node(key, value is { } number ? new ScalarNode(default, number.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer) : null);

    /// <summary>Adds a number that may have a fraction.</summary>
    public ShapeBuilder Fraction(string key, double? value) =>
        Node(key, value is { } number ? new ScalarNode(default, ScalarText.Number(number), ScalarKind.Number) : null);

    /// <summary>Adds a number of bytes as text, as docker compose does, unless it is negative: that is only read back as a number.</summary>
    public ShapeBuilder Size(string key, long? value) =>
        value < 0 ? Number(key, value) : Text(key, value?.ToString(CultureInfo.InvariantCulture));

    public ShapeBuilder Duration(string key, TimeSpan? value) => Text(key, value is { } span ? Durations.Print(span) : null);

    public ShapeBuilder Flag(string key, bool? value) =>
        Node(key, value is { } flag ? new ScalarNode(default, flag ? "true" : "false", ScalarKind.Boolean) : null);

    /// <summary>Adds a flag only where it is set.</summary>
    public ShapeBuilder Flag(string key, bool value) => Flag(key, value ? true : (bool?)null);

    public ShapeBuilder Texts(string key, ImmutableArray<string> values) => Items(key, values, Scalar);

    /// <summary>Adds a list of shapes.</summary>
    public ShapeBuilder Items<T>(string key, ImmutableArray<T> values, Func<T, Node> shape) => values.IsEmpty ? this : Node(key, List(values, shape));

    public ShapeBuilder Map<T>(string key, ImmutableSortedDictionary<string, T> values, Func<T, Node> shape)
    {
        if (values.Count == 0)
        {
            return this;
        }

        var map = new ShapeBuilder();
        foreach ((string name, T value) in values)
        {
            map.Node(name, shape(value));
        }

        return Node(key, map.Mapping);
    }

    public ShapeBuilder Map(string key, ImmutableSortedDictionary<string, string> values) => Map(key, values, Scalar);

    public static Node Scalar(string value) => new ScalarNode(default, value.Replace("$", "$$", StringComparison.Ordinal));

    public static Node Null() => new ScalarNode(default, "", ScalarKind.Null);

    public static SequenceNode List(ImmutableArray<string> values) => List(values, Scalar);

    private static SequenceNode List<T>(ImmutableArray<T> values, Func<T, Node> shape)
    {
        var list = new SequenceNode(default);
        foreach (T value in values)
        {
            list.Add(shape(value));
        }

        return list;
    }

    /// <summary>Doubles the dollar signs of a whole tree.</summary>
    public static Node Escape(Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                for (int i = 0; i < mapping.Count; i++)
                {
                    mapping.SetValue(i, Escape(mapping[i].Value));
                }

                return mapping;
            case SequenceNode sequence:
                for (int i = 0; i < sequence.Items.Count; i++)
                {
                    sequence.Items[i] = Escape(sequence.Items[i]);
                }

                return sequence;
            case ScalarNode { Kind: ScalarKind.Text } scalar:
                return Scalar(scalar.Text);
            default:
                return node;
        }
    }
}
