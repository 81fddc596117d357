using System.Buffers;
using Compose.Net.Diagnostics;
using YamlDotNet.Core;

namespace Compose.Net.Syntax;

/// <summary>Says what is wrong with a text that is no YAML, and where.</summary>
internal static class SyntaxMessages
{
    /// <summary>What the parser says of a list in brackets that goes wrong, for where it finds no words of its own.</summary>
    public const string OpenList = "While parsing a flow sequence, did not find expected ',' or ']'";

    /// <summary>The same of a mapping in braces.</summary>
    public const string OpenMapping = "While parsing a flow mapping, did not find expected ',' or '}'";

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    // What the parser says, and what it comes to for somebody who writes a compose file.
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("multiline plain scalar, found invalid mapping", "The line belongs to the text above it, and holds a colon. Is a colon missing at the end of the line above, or is this one indented too far?"),
        ("plain scalar value, found invalid mapping", "A text without quotes cannot hold a colon with a space behind it. Put the whole text in quotes."),
        ("block mapping, did not find expected key", "What stands here belongs to no key. Indent all keys of a mapping by the same number of spaces, and close a quote only where the value ends."),
        ("did not find expected '-' indicator", "The line stands in a list, and is no item of it. Put \"- \" in front of it, or indent it like the key of the list."),
        ("flow sequence, did not find expected", "The list that \"[\" opened is not closed here. Write a comma between its items and \"]\" behind the last one."),
        ("flow mapping,", "The mapping that \"{\" opened is not closed here. Write a comma between its keys and \"}\" behind the last one."),
        ("found wrong indentation", "The quote that opens here is not closed on its line, and the next one is not indented. Close it where the value ends."),
        ("quoted scalar, found unexpected end of stream", "The quote that opens here is not closed. Close it where the value ends."),
        ("quoted scalar, found unexpected document indicator", "The quote that opens here is not closed. Close it where the value ends."),
        ("found unknown escape character", "In double quotes a backslash begins an escape, and this one is not known. Write two backslashes for one, or use single quotes."),
        ("anchor or alias, found value containing disallowed", "Behind \"*\" and \"&\" the name of an anchor must follow. Put a text that begins with one of them in quotes."),
        ("did not find expected node content", "What stands here is no value: a bracket that nothing opened, or a comma. Put a text that begins with one in quotes."),
        ("block scalar, did not find expected comment or line break", "Behind \"|\" or \">\" the line ends, and the text begins on the next one. Put a text that begins with one of them in quotes."),
        ("could not find expected ':'", "The line is neither a key with a colon nor an item of a list. Is a colon missing?"),
    ];

    public static string Of(YamlException exception, SourceText source, out SourceSpan span)
    {
        int line = Math.Max(1, (int)exception.Start.Line);
        int column = Math.Max(1, (int)exception.Start.Column);
        bool aboutTab = exception.Message.Contains("tab", StringComparison.Ordinal);
        if (FindTab(source.Text, line, aboutTab ? int.MaxValue : Math.Max(line, (int)exception.End.Line) + 1) is { } tab)
        {
            span = SourceText.PlaceOf(source.Path, source.Text, tab);
            return "A tab is used to indent the line, which YAML does not allow. Use spaces.";
        }

        span = new SourceSpan(source.Path, line, column);
        if (exception.Message.Contains("did not find expected key", StringComparison.Ordinal) && GluedKey(source.Text, line) is { } glued)
        {
            return glued;
        }

        if (Array.Find(Meanings, row => exception.Message.Contains(row.Part, StringComparison.Ordinal)) is { Meaning: { } meaning })
        {
            return meaning;
        }

        if (exception.Message.Contains("cannot start any token", StringComparison.Ordinal) && exception.Start.Index < source.Text.Length)
        {
            return $"A text without quotes cannot begin with \"{source.Text[(int)exception.Start.Index]}\". Put it in quotes.";
        }

        string message = exception.Message.Trim().TrimEnd('.');
        return $"The text is not YAML: {message.ReplaceLineEndings(" ")}.";
    }

    // The line on which the reader got stuck, or the one above: a key without a space behind its colon.
    private static string? GluedKey(string text, int line)
    {
        string[] lines = text.Split('\n', line + 1);
        foreach (string candidate in lines.Take(line).Reverse().Take(2).Select(each => each.Trim()))
        {
            int colon = candidate.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && colon < candidate.Length - 1 && candidate[colon + 1] != '/' && candidate.AsSpan(0, colon).IndexOfAnyExcept(Letters) < 0 && candidate.IndexOf(": ", StringComparison.Ordinal) < 0)
            {
                return $"A colon needs a space behind it. Write \"{candidate[..colon]}: {candidate[(colon + 1)..]}\".";
            }
        }

        return null;
    }

    /// <summary>Whether the scanner gave up on a key, as it does where one is too long.</summary>
    public static bool IsAboutKey(YamlException exception) =>
        exception.Message.Contains("simple key", StringComparison.OrdinalIgnoreCase) || exception.Message.Contains("mapping values", StringComparison.OrdinalIgnoreCase);

    // The parser names the place of the mapping, not of the tab: look for it ourselves in the lines it was reading.
    private static int? FindTab(string text, int fromLine, int toLine)
    {
        int line = 1;
        int position = 0;
        while (position < text.Length && line <= toLine)
        {
            int end = text.IndexOf('\n', position);
            end = end < 0 ? text.Length : end;
            if (line >= fromLine)
            {
                int i = position;
                while (i < end && text[i] == ' ')
                {
                    i++;
                }

                if (i < end && text[i] == '\t')
                {
                    return i;
                }
            }

            position = end + 1;
            line++;
        }

        return null;
    }
}
