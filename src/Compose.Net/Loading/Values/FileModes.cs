using System.Globalization;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Values;

/// <summary>Permission bits: text is octal, and a number is what YAML reads it as, so that 0755 and "755" are the same.</summary>
internal static class FileModes
{
    private const int Most = 0xFFF;

    /// <summary>Reads permission bits; null where there are none.</summary>
    public static int? Parse(ScalarNode scalar)
    {
        if (scalar.Kind == ScalarKind.Integer)
        {
            return int.TryParse(ScalarText.Typed(scalar), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= Most ? number : null;
        }

        int mode = 0;
        foreach (char c in scalar.Text)
        {
            if (c is < '0' or > '7' || (mode = (mode * 8) + c - '0') > Most)
            {
                return null;
            }
        }

        return scalar.Text.Length > 0 ? mode : null;
    }
}
