using System.Text;
using System.Text.RegularExpressions;

namespace Compose.Net.Docker.Building;

/// <summary>One line of a <c>.dockerignore</c>: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> is any number of folders, <c>!</c> makes an exception.</summary>
internal sealed class IgnoreRule
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(5);

    private readonly string _pattern;
    private readonly Func<string, bool> _matches;

    private IgnoreRule(string pattern, bool isException, Func<string, bool> matches)
    {
        _pattern = pattern;
        IsException = isException;
        _matches = matches;
    }

    /// <summary>Whether it brings back what earlier rules ignore.</summary>
    public bool IsException { get; }

    /// <summary>An exception for one path.</summary>
    public static IgnoreRule Exception(string path) => new(path, isException: true, candidate => candidate == path);

    /// <summary>Returns the rule of a line without blanks around it; null for an empty one.</summary>
    /// <exception cref="FormatException">It is no pattern.</exception>
    public static IgnoreRule? Parse(string line)
    {
        if (line.Length == 0)
            return null;

        bool exception = line[0] == '!';
        string text = exception ? line[1..].Trim() : line;
        if (text.Length == 0)
            throw new FormatException("\"!\" stands alone: a pattern must follow it.");

        string pattern = Clean(text);
        try
        {
            return new IgnoreRule(pattern, exception, Matcher(pattern));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"\"{line}\" is no pattern: its brackets do not fit together.", e);
        }
    }

    public bool Matches(string path) => _matches(path);

    /// <summary>Whether something inside the folder may match.</summary>
    public bool MayMatchBelow(string folder)
    {
        int wildcard = _pattern.AsSpan().IndexOfAny("*?[\\");
        string literal = wildcard < 0 ? _pattern : _pattern[..wildcard];
        string below = folder + "/";
        return literal.StartsWith(below, StringComparison.Ordinal) || (wildcard >= 0 && below.StartsWith(literal, StringComparison.Ordinal));
    }

    // As a path is cleaned: no doubled slashes, no ".", and ".." takes its parent away. A leading slash means the context's root.
    private static string Clean(string text)
    {
        var parts = new List<string>();
        foreach (string part in text.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && !(part == ".." && text[0] == '/'))
                parts.Add(part);
        }

        return parts.Count == 0 ? "." : string.Join('/', parts);
    }

    // The builder's own three short cuts are kept, since they are not all what the long way would come to.
    private static Func<string, bool> Matcher(string pattern)
    {
        (string expression, bool plain, bool anyStart, bool anyEnd) = Translate(pattern);
        string rest = anyStart ? pattern[2..] : "";
        return !plain ? new Regex(expression, RegexOptions.CultureInvariant, MatchLimit).IsMatch
            : anyStart ? path => path.EndsWith(rest, StringComparison.Ordinal) || (rest.StartsWith('/') && path == rest[1..])
            : anyEnd ? path => path.StartsWith(pattern[..^2], StringComparison.Ordinal)
            : path => path == pattern;
    }

    private static (string Expression, bool Plain, bool AnyStart, bool AnyEnd) Translate(string pattern)
    {
        var expression = new StringBuilder("^");
        bool plain = true, anyStart = false, anyEnd = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            bool last = i == pattern.Length - 1;
            switch (c)
            {
                case '*' when !last && pattern[i + 1] == '*':
                    bool first = i == 0;
                    i += i + 2 < pattern.Length && pattern[i + 2] == '/' ? 2 : 1;
                    bool atEnd = i == pattern.Length - 1;
                    expression.Append(atEnd ? ".*" : "(.*/)?");
                    if (first)
                        anyStart = plain = true;
                    else if (atEnd && plain && !anyStart)
                        anyEnd = true;
                    else
                        plain = false;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    plain = false;
                    break;
                case '?':
                    expression.Append("[^/]");
                    plain = false;
                    break;
                case '\\' when !last:
                    expression.Append(Regex.Escape(pattern[++i].ToString()));
                    plain = false;
                    break;
                case '[' or ']':
                    expression.Append(c);
                    plain = false;
                    break;
                case '-' or '^' when !plain:
                    expression.Append(IsInClass(pattern, i) ? c.ToString() : Regex.Escape(c.ToString()));
                    break;
                default:
                    expression.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        return (expression.Append("\\z").ToString(), plain, anyStart, anyEnd);
    }

    private static bool IsInClass(string pattern, int at) =>
        pattern.LastIndexOf('[', at) > pattern.LastIndexOf(']', at);
}
