using System.Diagnostics.CodeAnalysis;

namespace Compose.Net.Loading.Values;

/// <summary>Hardware addresses of six bytes, in the forms <c>02:42:ac:11:00:02</c>, <c>02-42-ac-11-00-02</c> and <c>0242.ac11.0002</c>.</summary>
internal static class MacAddresses
{
    private const int Bytes = 6;

    /// <summary>Reads an address and gives it the form that engines report: lower case, with colons.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        char mark = text.Length > 4 && text[4] == '.' ? '.' : text.Length > 2 && text[2] is ':' or '-' ? text[2] : '\0';
        string[] groups = mark == '\0' ? [] : text.Split(mark);
        int width = mark == '.' ? 4 : 2;
        if (groups.Length * width != Bytes * 2 || !groups.All(group => group.Length == width && group.All(char.IsAsciiHexDigit)))
        {
            return false;
        }

        canonical = string.Join(':', string.Concat(groups).ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        return true;
    }
}
