using System.Buffers;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Tells which texts YAML reads as themselves without quotes.</summary>
internal static class PlainText
{
    private const string Indicators = ",[]{}#&*!|>'\"%@`";

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789:.,_+-");

    // Readers of YAML 1.1 take these for truth values and special keys.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<" };

    public static bool IsSafe(string text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':' || Words.Contains(text)
            || ScalarResolver.Resolve(text) != ScalarKind.Text || LooksLikeNumber(text)
            || Indicators.Contains(text[0], StringComparison.Ordinal)
            || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal)
            || (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' ')))
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is < ' ' or (>= '\u007F' and <= '\u00A0') or '\u2028' or '\u2029' or >= '\uD800'
                || (c == ':' && text[i + 1] == ' ')
                || (c == '#' && text[i - 1] == ' '))
            {
                return false;
            }
        }

        return true;
    }

    // Minutes and seconds to base 60, which YAML 1.1 has: 22:22.
    private static bool LooksLikeNumber(string text) =>
        text.AsSpan().IndexOfAnyExcept(OfNumbers) < 0 && char.IsAsciiDigit(text[^1]) && text.Contains(':', StringComparison.Ordinal);
}
