using System.Globalization;
using System.Text;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Prints a tree of nodes as YAML in block style, with quotes where a text would otherwise be read as something else.</summary>
internal static class YamlPrinter
{
    public static string Print(MappingNode root)
    {
        var text = new StringBuilder();
        WriteMapping(text, root, 0, startsOnLine: false);
        return text.ToString();
    }

    private static void WriteMapping(StringBuilder text, MappingNode mapping, int indent, bool startsOnLine)
    {
        foreach (MappingEntry entry in mapping.Entries)
        {
            // The first entry of a mapping in a list stands behind the dash.
            if (!startsOnLine)
            {
                text.Append(' ', indent);
            }

            startsOnLine = false;
            WriteText(text, entry.Name);
            text.Append(':');
            WriteValue(text, entry.Value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, Node value, int indent)
    {
        switch (value)
        {
            case MappingNode { Count: > 0 } mapping:
                text.Append('\n');
                WriteMapping(text, mapping, indent + 2, startsOnLine: false);
                break;
            case SequenceNode { Items.Count: > 0 } sequence:
                text.Append('\n');
                WriteSequence(text, sequence, indent + 2, startsOnLine: false);
                break;
            default:
                text.Append(' ');
                WriteLeaf(text, value);
                text.Append('\n');
                break;
        }
    }

    private static void WriteSequence(StringBuilder text, SequenceNode sequence, int indent, bool startsOnLine)
    {
        foreach (Node item in sequence.Items)
        {
            if (!startsOnLine)
            {
                text.Append(' ', indent);
            }

            startsOnLine = false;
            text.Append("- ");
            switch (item)
            {
                case MappingNode { Count: > 0 } mapping:
                    WriteMapping(text, mapping, indent + 2, startsOnLine: true);
                    break;
                case SequenceNode { Items.Count: > 0 } inner:
                    WriteSequence(text, inner, indent + 2, startsOnLine: true);
                    break;
                default:
                    WriteLeaf(text, item);
                    text.Append('\n');
                    break;
            }
        }
    }

    private static void WriteLeaf(StringBuilder text, Node node)
    {
        switch (node)
        {
            case MappingNode:
                text.Append("{}");
                break;
            case SequenceNode:
                text.Append("[]");
                break;
            case ScalarNode { Kind: ScalarKind.Null }:
                text.Append("null");
                break;
            case ScalarNode { Kind: ScalarKind.Text } scalar:
                WriteText(text, scalar.Text);
                break;
            case ScalarNode scalar:
                text.Append(scalar.Text);
                break;
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        if (PlainText.IsSafe(value))
        {
            text.Append(value);
            return;
        }

        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case < ' ' or (>= '\u007F' and <= '\u00A0') or '\u2028' or '\u2029' or (>= '\uFDD0' and <= '\uFDEF') or >= '\uFE00':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
