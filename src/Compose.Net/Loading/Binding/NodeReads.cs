using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Reads values of a checked document. What is missing, or was taken out because it is wrong, reads as null.</summary>
internal static class NodeReads
{
    public static string? Text(this MappingNode mapping, string key) =>
        mapping.Get<ScalarNode>(key) is { IsNull: false } scalar ? ScalarText.Typed(scalar) : null;

    /// <summary>As <see cref="Text"/>, with null for an empty text.</summary>
    public static string? TextOrNone(this MappingNode mapping, string key) => mapping.Text(key) is { Length: > 0 } text ? text : null;

    public static bool? Flag(this MappingNode mapping, string key) => mapping.Text(key) switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    public static int? Number(this MappingNode mapping, string key) =>
        int.TryParse(mapping.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    public static long? Long(this MappingNode mapping, string key) =>
        long.TryParse(mapping.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static ImmutableArray<string>? Texts(this MappingNode mapping, string key)
    {
        if (mapping.Get<SequenceNode>(key) is not { } list)
        {
            return null;
        }

        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>(list.Items.Count);
        foreach (Node item in list.Items)
        {
            texts.Add(((ScalarNode)item).Text);
        }

        return texts.MoveToImmutable();
    }

    public static ImmutableArray<T> Items<T>(this MappingNode mapping, string key, Func<MappingNode, T> bind)
    {
        if (mapping.Get<SequenceNode>(key) is not { } list)
        {
            return [];
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(list.Items.Count);
        foreach (Node item in list.Items)
        {
            items.Add(bind((MappingNode)item));
        }

        return items.MoveToImmutable();
    }

    public static ImmutableSortedDictionary<string, string> TextMap(this MappingNode mapping, string key) =>
        mapping.Get<MappingNode>(key) is { Count: > 0 } map
            ? map.ToMap((_, value) => ScalarText.Typed((ScalarNode)value))
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, T> ToMap<T>(this MappingNode mapping, Func<string, MappingNode, T> bind) =>
        mapping.ToMap((string key, Node value) => bind(key, value as MappingNode ?? new MappingNode(value.Span)));

    public static ImmutableSortedDictionary<string, T> ToMap<T>(this MappingNode mapping, Func<string, Node, T> bind)
    {
        ImmutableSortedDictionary<string, T>.Builder map = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (MappingEntry entry in mapping.Entries)
        {
            map.Add(entry.Name, bind(entry.Name, entry.Value));
        }

        return map.ToImmutable();
    }
}
