using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A list of <c>KEY=value</c>, or a mapping of scalars, becomes a mapping of texts.</summary>
internal static class KeyValueForm
{
    /// <summary>A key without a value stays null: it is to be filled in later.</summary>
    public static Node KeepNulls(Node node, DiagnosticBag diagnostics) => Apply(node, keepNulls: true, diagnostics);

    /// <summary>A key without a value has an empty one.</summary>
    public static Node NullIsEmpty(Node node, DiagnosticBag diagnostics) => Apply(node, keepNulls: false, diagnostics);

    private static MappingNode Apply(Node node, bool keepNulls, DiagnosticBag diagnostics)
    {
        if (node is SequenceNode sequence)
        {
            return FromList(sequence, keepNulls, diagnostics);
        }

        var mapping = (MappingNode)node;
        for (int i = 0; i < mapping.Count; i++)
        {
            var scalar = (ScalarNode)mapping[i].Value;
            if (mapping[i].Name.Length == 0)
            {
                diagnostics.Error(DiagnosticCodes.InvalidName, "A key here must not be empty. Give it a name.", mapping[i].Key.Span);
            }

            if (scalar.Kind != ScalarKind.Text && !(scalar.IsNull && keepNulls))
            {
                mapping.SetValue(i, ToText(mapping[i].Name, scalar, diagnostics));
            }
        }

        return mapping;
    }

    private static MappingNode FromList(SequenceNode sequence, bool keepNulls, DiagnosticBag diagnostics)
    {
        var mapping = new MappingNode(sequence.Span);
        foreach (Node item in sequence.Items)
        {
            var scalar = (ScalarNode)item;
            int equals = scalar.Text.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? scalar.Text : scalar.Text[..equals];
            if (keepNulls && (key.Length == 0 || char.IsWhiteSpace(key[^1])))
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidValue,
                    key.Length == 0 ? $"\"{scalar.Text}\" has no name before the \"=\". Write NAME=value." : $"The name \"{key}\" ends in a space. Remove the space before the \"=\".",
                    scalar.Span);
                continue;
            }

            ScalarKind kind = equals < 0 && keepNulls ? ScalarKind.Null : ScalarKind.Text;
            mapping.Set(new ScalarNode(scalar.Span, key), new ScalarNode(scalar.Span, equals < 0 ? "" : scalar.Text[(equals + 1)..], kind));
        }

        return mapping;
    }

    // YAML reads the value as a number or a truth value first, and this is what arrives in the container.
    private static ScalarNode ToText(string key, ScalarNode scalar, DiagnosticBag diagnostics)
    {
        string text = ScalarText.Typed(scalar);
        if (!scalar.IsNull && text != scalar.Text)
        {
            diagnostics.Warning(
                DiagnosticCodes.ValueChanged,
                $"YAML reads {scalar.Text} as a value of its own, so \"{key}\" becomes \"{text}\". Put it in quotes to keep the text: \"{scalar.Text}\".",
                scalar.Span);
        }

        return new ScalarNode(scalar.Span, text);
    }
}
