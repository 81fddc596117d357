using Compose.Net.Loading.Canonical;
using Compose.Net.Syntax;

namespace Compose.Net.Loading;

/// <summary>Tells which values cannot be understood yet, because variables in them were not put in.</summary>
internal static class OpenText
{
    /// <summary>Whether the value, or an item of it, is a text with a variable that is to stay.</summary>
    /// <param name="context">The loading; nothing is open where variables are put in.</param>
    /// <param name="node">The value.</param>
    /// <param name="part">The part of the text that must be known.</param>
    public static bool Holds(LoadContext context, Node node, TextPart part = TextPart.All) =>
        !context.Options.Interpolate && part != TextPart.None && Holds(node, part);

    private static bool Holds(Node node, TextPart part) => node switch
    {
        ScalarNode { Kind: ScalarKind.Text } scalar => Part(scalar.Text, part).Contains('$'),
        SequenceNode sequence => sequence.Items.Exists(item => item is ScalarNode && Holds(item, part)),
        _ => false,
    };

    private static ReadOnlySpan<char> Part(string text, TextPart part) =>
        part == TextPart.Name && text.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? text.AsSpan(0, equals) : text;
}
