using System.Globalization;

namespace Compose.Net.Syntax;

/// <summary>Tells what a plain scalar means: the YAML core schema, with the older forms of whole numbers that compose files use.</summary>
internal static class ScalarResolver
{
    public static ScalarKind Resolve(string text)
    {
        if (text.Length == 0)
        {
            return ScalarKind.Null;
        }

        switch (text[0])
        {
            case '~' or 'n' or 'N':
                return text is "~" or "null" or "Null" or "NULL" ? ScalarKind.Null : ScalarKind.Text;
            case 't' or 'T' or 'f' or 'F':
                return text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? ScalarKind.Boolean : ScalarKind.Text;
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                return ResolveNumber(text);
            default:
                return ScalarKind.Text;
        }
    }

    /// <summary>Reads a whole number of any form that <see cref="Resolve"/> takes for one.</summary>
    public static bool TryInteger(string text, out Int128 value)
    {
        value = 0;
        ReadOnlySpan<char> digits = text;
        bool negative = digits[0] == '-';
        if (digits[0] is '-' or '+')
        {
            digits = digits[1..];
        }

        if (digits.IsEmpty || digits[0] == '_')
        {
            return false;
        }

        int radix = Radix(ref digits);
        int seen = 0;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            int digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : radix;
            if (digit >= radix)
            {
                return false;
            }

            value = (value * radix) + digit;
            if (value > ulong.MaxValue)
            {
                return false;
            }

            seen++;
        }

        value = negative ? -value : value;
        return seen > 0 && value >= long.MinValue;
    }

    /// <summary>Reads a number with a fraction or an exponent, or a whole one beyond 64 bit.</summary>
    public static bool TryNumber(string text, out double value)
    {
        value = 0;
        ReadOnlySpan<char> rest = text[0] is '-' or '+' ? text.AsSpan(1) : text;
        if (rest is ".inf" or ".Inf" or ".INF")
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (text is ".nan" or ".NaN" or ".NAN")
        {
            value = double.NaN;
            return true;
        }

        string plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        return IsDecimal(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static ScalarKind ResolveNumber(string text)
    {
        if (TryInteger(text, out _))
        {
            return ScalarKind.Integer;
        }

        if (TryNumber(text, out _))
        {
            return ScalarKind.Number;
        }

        return IsTimestamp(text) ? ScalarKind.Timestamp : ScalarKind.Text;
    }

    private static int Radix(ref ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || digits[0] != '0')
        {
            return 10;
        }

        int radix = digits[1] switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            'b' or 'B' => 2,
            _ => 0,
        };
        digits = radix == 0 ? digits[1..] : digits[2..];
        return radix == 0 ? 8 : radix;
    }

    // Digits with at most one point, at least one digit, and perhaps an exponent of at least one digit.
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        int i = text[0] is '-' or '+' ? 1 : 0;
        int whole = Digits(text, ref i);
        int fraction = 0;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            fraction = Digits(text, ref i);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '-' or '+')
            {
                i++;
            }

            if (Digits(text, ref i) == 0)
            {
                return false;
            }
        }

        return i == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int i)
    {
        int start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i - start;
    }

    // Without one, a date with a "T" before its time is text, as for docker compose.
    private static bool HasZone(string text) =>
        text.EndsWith('Z') ? char.IsAsciiDigit(text[^2]) : text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':';

    private static bool IsTimestamp(string text) =>
        text.Length >= 8 && text[4] == '-' && char.IsAsciiDigit(text[0]) && (text.AsSpan().IndexOfAny('T', 't') < 0 || HasZone(text))
        && DateTime.TryParseExact(
            text,
            ["yyyy-M-d", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.RoundtripKind,
            out _);
}
