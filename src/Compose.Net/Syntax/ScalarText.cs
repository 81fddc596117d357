using System.Globalization;
using System.Text;

namespace Compose.Net.Syntax;

/// <summary>Prints what a scalar means, in the text that docker compose prints for it.</summary>
internal static class ScalarText
{
    /// <summary>The text of the typed value: <c>1.10</c> is <c>1.1</c>, <c>0x1F</c> is <c>31</c>, <c>TRUE</c> is <c>true</c>.</summary>
    public static string Typed(ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Boolean:
                return scalar.Text[0] is 't' or 'T' ? "true" : "false";
            case ScalarKind.Integer when ScalarResolver.TryInteger(scalar.Text, out Int128 integer):
                return integer.ToString(CultureInfo.InvariantCulture);
            case ScalarKind.Number when ScalarResolver.TryNumber(scalar.Text, out double number):
                return Number(number);
            case ScalarKind.Null:
                return "";
            default:
                return scalar.Text;
        }
    }

    /// <summary>The shortest digits that read back as the number; with an exponent from 1e+06 up and from 1e-05 down.</summary>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }

        if (number == 0)
        {
            return double.IsNegative(number) ? "-0" : "0";
        }

        (string digits, int exponent) = Digits(Math.Abs(number));
        var text = new StringBuilder(number < 0 ? "-" : "");
        if (exponent is < -4 or >= 6)
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
            {
                text.Append('.').Append(digits, 1, digits.Length - 1);
            }

            return text.Append(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}").ToString();
        }

        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        }

        int whole = exponent + 1;
        return digits.Length <= whole
            ? text.Append(digits).Append('0', whole - digits.Length).ToString()
            : text.Append(digits, 0, whole).Append('.').Append(digits, whole, digits.Length - whole).ToString();
    }

    // The significant digits, and the power of ten of the first one.
    private static (string Digits, int Exponent) Digits(double number)
    {
        ReadOnlySpan<char> text = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = 0;
        int mark = text.IndexOf('E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        int point = text.IndexOf('.');
        exponent += (point < 0 ? text.Length : point) - 1;
        string all = point < 0 ? text.ToString() : $"{text[..point]}{text[(point + 1)..]}";
        string digits = all.TrimStart('0');
        exponent -= all.Length - digits.Length;
        return (digits.TrimEnd('0'), exponent);
    }
}
