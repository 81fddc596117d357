using System.Net;

namespace Compose.Net.Graph;

/// <summary>Text of others within markup.</summary>
internal static class Markup
{
    /// <summary>Escapes a text for SVG and HTML, within attributes too. Control characters, which neither may hold, become spaces.</summary>
    public static string Escape(string text) =>
        WebUtility.HtmlEncode(string.Create(text.Length, text, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) || char.IsSurrogate(source[index]) && !IsPaired(source, index) ? ' ' : source[index];
            }
        }));

    private static bool IsPaired(string text, int index) => char.IsHighSurrogate(text[index])
        ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
        : index > 0 && char.IsHighSurrogate(text[index - 1]);
}
