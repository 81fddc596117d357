using System.Globalization;
using System.Text;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>
/// Reads an env file: lines of <c>NAME=value</c>, with comments, <c>export</c>, single quotes for raw text, double quotes for
/// text with escapes, and variables of the environment or of earlier lines in it.
/// </summary>
internal sealed class EnvironmentFile
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Dictionary<string, string> _found;
    private readonly Dictionary<string, string> _visible;
    private readonly DiagnosticBag _diagnostics;
    private readonly Interpolator _interpolator;
    private int _position;
    private int _placed;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Prepares to read.</summary>
    /// <param name="source">The text.</param>
    /// <param name="environment">The variables that win.</param>
    /// <param name="found">Where the file's variables go; those of earlier files are there.</param>
    /// <param name="diagnostics">Where findings go.</param>
    public EnvironmentFile(SourceText source, IReadOnlyDictionary<string, string> environment, Dictionary<string, string> found, DiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        _environment = environment;
        _found = found;
        _diagnostics = diagnostics;
        _visible = new Dictionary<string, string>(found, StringComparer.Ordinal);
        foreach ((string name, string value) in environment)
        {
            _visible[name] = value;
        }

        _interpolator = new Interpolator(_visible, diagnostics);
    }

    public void Read()
    {
        while (SkipToStatement())
        {
            int start = _position;
            if (!ReadStatement())
            {
                _position = Math.Max(start + 1, EndOfLine(start));
            }
        }
    }

    private bool SkipToStatement()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]))
            {
                _position++;
            }
            else if (_text[_position] == '#')
            {
                _position = EndOfLine(_position);
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadStatement()
    {
        int start = _position;
        int end = EndOfLine(start);
        ReadOnlySpan<char> line = _text.AsSpan(start, end - start);
        if (line.StartsWith("export ") || line.StartsWith("export\t"))
        {
            int skipped = line.Length - line["export ".Length..].TrimStart().Length;
            start += skipped;
            line = line[skipped..];
        }

        int separator = line.IndexOfAny('=', ':');
        string name = (separator < 0 ? line : line[..separator]).Trim().ToString();
        if (separator < 0 && name.IndexOf('#', StringComparison.Ordinal) is var comment and > 0)
        {
            name = name[..comment].TrimEnd();
        }

        if (!IsName(name))
        {
            return Fail(start, $"\"{Shorten(name)}\" is no name of a variable. Write NAME=value, with letters, digits and \"_\" in the name.");
        }

        if (separator < 0)
        {
            // A name alone takes over the environment's value, and says nothing where there is none.
            _position = end;
            return Define(name, _environment.GetValueOrDefault(name));
        }

        int value = start + separator + 1;
        while (value < end && _text[value] is ' ' or '\t')
        {
            value++;
        }

        return value < end && _text[value] is '"' or '\'' ? ReadQuoted(name, value) : ReadPlain(name, value, end);
    }

    private bool ReadPlain(string name, int start, int end)
    {
        ReadOnlySpan<char> value = _text.AsSpan(start, end - start);
        int comment = value.IndexOf(" #");
        value = comment >= 0 ? value[..comment] : value;
        if (_source.HasUnreadable && value.Contains(SourceText.Unreadable))
        {
            return Fail(start, Unreadable(name));
        }

        _position = end;
        return Define(name, _interpolator.Expand(value.TrimEnd().ToString(), Place(start)));
    }

    private bool ReadQuoted(string name, int start)
    {
        char quote = _text[start];
        int end = start + 1;
        while (end < _text.Length && _text[end] != quote)
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length)
        {
            return Fail(start, $"The quote of \"{name}\" is not closed. Close it, or remove it.");
        }

        string inner = _text[(start + 1)..end];
        if (_source.HasUnreadable && inner.Contains(SourceText.Unreadable, StringComparison.Ordinal))
        {
            return Fail(start, Unreadable(name));
        }

        _position = end + 1;
        return quote == '\''
            ? Define(name, inner.Replace("\\'", "'", StringComparison.Ordinal))
            : Define(name, _interpolator.Expand(Unescape(inner), Place(start)));
    }

    /// <summary>Says that a value is no text.</summary>
    public static string Unreadable(string name) => $"The value of \"{name}\" holds bytes that are no UTF-8 text. Save the file as UTF-8.";

    private bool Define(string name, string? value)
    {
        if (value is not null)
        {
            _found[name] = value;
            if (!_environment.ContainsKey(name))
            {
                _visible[name] = value;
            }
        }

        return true;
    }

    private bool Fail(int position, string message)
    {
        _diagnostics.Error(DiagnosticCodes.InvalidEnvironmentFile, message, Place(position));
        return false;
    }

    // Positions only grow, so each line is counted once: a file may have a hundred thousand of them.
    private SourceSpan Place(int position)
    {
        ReadOnlySpan<char> passed = _text.AsSpan(_placed, position - _placed);
        if (passed.LastIndexOf('\n') is >= 0 and var end)
        {
            _line += passed.Count('\n');
            _lineStart = _placed + end + 1;
        }

        _placed = position;
        return new SourceSpan(_source.Path, _line, position - _lineStart + 1);
    }

    private int EndOfLine(int position)
    {
        int end = _text.IndexOf('\n', position);
        return end < 0 ? _text.Length : end;
    }

    // An escaped dollar sign is doubled, so that the interpolation that follows leaves one.
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case '$':
                    result.Append("$$");
                    break;
                case '0' when i + 3 < text.Length && IsOctal(text.AsSpan(i + 1, 3)):
                    result.Append((char)((((text[i + 1] - '0') * 8) + text[i + 2] - '0') * 8 + text[i + 3] - '0'));
                    i += 3;
                    break;
                case var c when EscapeOf(c) is { } escape:
                    result.Append(escape);
                    break;
                default:
                    result.Append('\\').Append(text[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private static char? EscapeOf(char c) => c switch
    {
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        '\\' or '"' => c,
        _ => null,
    };

    private static bool IsOctal(ReadOnlySpan<char> digits) => digits.IndexOfAnyExceptInRange('0', '7') < 0;

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '.' or '-' or '[' or ']'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 40)}...");
}
