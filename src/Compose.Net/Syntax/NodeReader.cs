using System.Globalization;
using Compose.Net.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Compose.Net.Syntax;

/// <summary>
/// Reads YAML text as trees of nodes, one a document. The only class that knows the YAML parser. Aliases share the node of
/// their anchor, and what they would come to when written out is counted, so that a small text cannot stand for a huge tree.
/// </summary>
internal sealed class NodeReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly ComposeLimits _limits;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Stack<NodeEvent> _brackets = new();
    private readonly MergeKeys _mergeKeys;
    private readonly TextPool _texts = new();

    private NodeReader(SourceText source, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        _source = source;
        _diagnostics = diagnostics;
        _limits = limits;

        // An escape in a key takes up to six characters. A key that is longer than that ends the scan.
        _parser = new Parser(new SteadyScanner(new Scanner(new StringReader(source.Text), skipComments: true, (6 * limits.KeyLength) + 2)));
        _mergeKeys = new MergeKeys(diagnostics, limits);
    }

    /// <summary>Reads all documents of a text. Where the text cannot be read, what stands before that place is left out.</summary>
    public static List<Node> Read(SourceText source, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        var reader = new NodeReader(source, diagnostics, limits);
        var documents = new List<Node>();
        try
        {
            while (reader.MoveNext())
            {
                if (reader._parser.Current is not DocumentStart)
                {
                    continue;
                }

                reader.MoveNext();
                reader._anchors.Clear();
                if (reader.ReadNode(1) is not { } document)
                {
                    return [];
                }

                documents.Add(document);
            }
        }
        catch (YamlException exception)
        {
            reader.Report(exception);
            return [];
        }

        return documents;
    }

    // On some texts the parser fails with exceptions of other kinds than its own; they mean the same to a user.
    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            throw NotUnderstood(exception);
        }
    }

    private YamlException NotUnderstood(Exception? exception)
    {
        if (_brackets.TryPeek(out NodeEvent? open))
        {
            return new YamlException(open.Start, open.Start, open is SequenceStart ? SyntaxMessages.OpenList : SyntaxMessages.OpenMapping, exception);
        }

        Mark place = _parser.Current?.End ?? Mark.Empty;
        return new YamlException(place, place, "What follows cannot be understood", exception);
    }

    // Null ends the reading; the reason is in the diagnostics by then. The recursion is bounded by ComposeLimits.Depth.
    private Node? ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        if (current is AnchorAlias alias)
        {
            return ReadAlias(alias, depth);
        }

        if (current is not NodeEvent start)
        {
            throw NotUnderstood(null);
        }

        if (depth > _limits.Depth)
        {
            return TooDeep(Span(start));
        }

        string? anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null && start is not Scalar)
        {
            _open.Add(anchor);
        }

        bool hasBracket = start is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow };
        if (hasBracket)
        {
            _brackets.Push(start);
        }

        Node? node = start switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(start, depth),
            _ => ReadMapping(start, depth),
        };
        if (hasBracket)
        {
            _brackets.Pop();
        }

        if (anchor is not null && node is not null)
        {
            _open.Remove(anchor);
            _anchors[anchor] = node;
        }

        return node is not null && (node.Size > _limits.Nodes || _mergeKeys.Visited > _limits.Nodes) ? TooManyNodes(node.Span) : node;
    }

    private Node? ReadAlias(AnchorAlias alias, int depth)
    {
        SourceSpan span = Span(alias);
        string name = alias.Value.Value;
        if (_open.Contains(name))
        {
            _diagnostics.Error(DiagnosticCodes.AliasCycle, $"The alias \"*{name}\" stands inside the value that it repeats. Move the anchor to a value that does not hold the alias.", span);
            return null;
        }

        if (!_anchors.TryGetValue(name, out Node? node))
        {
            string hint = Suggestion.For(name, _anchors.Keys);
            string wayOut = name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_') ? "An anchor must stand before its aliases, in the same document." : "Put a text that begins with \"*\" in quotes.";
            _diagnostics.Error(DiagnosticCodes.UndefinedAlias, $"The alias \"*{name}\" has no anchor \"&{name}\" above it.{hint} {wayOut}", span);
            return null;
        }

        return depth + node.Height - 1 > _limits.Depth ? TooDeep(span) : node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        string? tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value;
        string text = _texts.Share(scalar.Value);
        ScalarKind kind = tag switch
        {
            null or "!" => scalar.Style == ScalarStyle.Plain && (tag is null || text.Length == 0) ? ScalarResolver.Resolve(text) : ScalarKind.Text,
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" => ScalarResolver.Resolve(text),
            "!reset" or "!override" => scalar.Style == ScalarStyle.Plain ? ScalarResolver.Resolve(text) : ScalarKind.Text,
            _ => ScalarKind.Text,
        };
        return new ScalarNode(Span(scalar), text, kind, tag);
    }

    private SequenceNode? ReadSequence(NodeEvent start, int depth)
    {
        var sequence = new SequenceNode(Span(start), Tag(start));
        while (MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            sequence.Add(item);
            if (sequence.Size > _limits.Nodes)
            {
                TooManyNodes(sequence.Span);
                return null;
            }
        }

        return sequence;
    }

    private MappingNode? ReadMapping(NodeEvent start, int depth)
    {
        var mapping = new MappingNode(Span(start), Tag(start));
        List<MappingEntry>? merges = null;
        while (MoveNext() && _parser.Current is not MappingEnd)
        {
            bool isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            if (ReadNode(depth + 1) is not { } key)
            {
                return null;
            }

            MoveNext();
            if (ReadNode(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not ScalarNode { Kind: ScalarKind.Text } name)
            {
                KeyIsNoText(key);
            }
            else if (name.Text.Length > _limits.KeyLength)
            {
                KeyIsTooLong(name.Span);
            }
            else if (isMerge && merges is { } earlier)
            {
                IsDuplicate(name, earlier[0].Key);
            }
            else if (isMerge)
            {
                (merges = []).Add(new MappingEntry(name, value));
            }
            else if (mapping.TryGetEntry(name.Text, out MappingEntry first))
            {
                IsDuplicate(name, first.Key);
            }
            else
            {
                mapping.Add(name, value);
            }
        }

        if (merges is not null)
        {
            _mergeKeys.Apply(mapping, merges[0]);
        }

        return mapping;
    }

    private void Report(YamlException exception)
    {
        string message = SyntaxMessages.Of(exception, _source, out SourceSpan span);
        if (SyntaxMessages.IsAboutKey(exception) && span.Column > _limits.KeyLength)
        {
            KeyIsTooLong(span);
        }
        else
        {
            _diagnostics.Error(DiagnosticCodes.InvalidYaml, message, span);
        }
    }

    private void KeyIsTooLong(SourceSpan span) =>
        _diagnostics.Error(
            DiagnosticCodes.KeyTooLong,
            string.Create(CultureInfo.InvariantCulture, $"The key is longer than {_limits.KeyLength} characters. Shorten it."),
            span);

    private void KeyIsNoText(Node key) =>
        _diagnostics.Error(
            DiagnosticCodes.KeyNotText,
            key is ScalarNode scalar ? $"The key \"{scalar.Text}\" is not text to YAML. Put it in quotes." : "A key must be text, not a list or a mapping.",
            key.Span);

    private void IsDuplicate(ScalarNode key, ScalarNode first) =>
        _diagnostics.Error(
            DiagnosticCodes.DuplicateKey,
            string.Create(CultureInfo.InvariantCulture, $"The key \"{key.Text}\" is there twice: first in line {first.Span.Line}, again in line {key.Span.Line}. Remove one of them."),
            key.Span);

    private Node? TooDeep(SourceSpan span)
    {
        _diagnostics.Error(DiagnosticCodes.TooDeep, string.Create(CultureInfo.InvariantCulture, $"The file is nested deeper than {_limits.Depth} levels. Make it flatter."), span);
        return null;
    }

    private Node? TooManyNodes(SourceSpan span)
    {
        _diagnostics.Error(
            DiagnosticCodes.TooManyNodes,
            string.Create(CultureInfo.InvariantCulture, $"With its aliases written out, the file has more than {_limits.Nodes} values. Use fewer aliases of aliases."),
            span);
        return null;
    }

    private static string? Tag(NodeEvent node) => node.Tag.IsEmpty ? null : node.Tag.Value;

    private SourceSpan Span(ParsingEvent node) =>
        new(_source.Path, (int)node.Start.Line, (int)node.Start.Column, (int)node.End.Line, (int)node.End.Column);
}
